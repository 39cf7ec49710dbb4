import * as tf from '@tensorflow/tfjs-core'
import { isUncomputable, told, uncomputable } from './inStage.js'

/** A node of tfjs's tape, as far as its gradients can be told their place. */
export interface TapeNode {
  readonly kernelName: string
  readonly inputs: Readonly<Record<string, tf.Tensor>>
  readonly outputs: readonly tf.Tensor[]
  /** Kept for the gradient. */
  readonly saved: readonly tf.Tensor[]
  /** By input: what computes its gradient; tfjs has none for some kernels. */
  gradient?: (dys: tf.Tensor[]) => Readonly<Record<string, () => tf.Tensor>>
}

/** tfjs keeps its tape in the engine's state. */
export const currentTape = (): readonly TapeNode[] =>
  (tf.engine().state as unknown as { readonly activeTape: readonly TapeNode[] | null }).activeTape ?? []

/** To which stage an operation of the tape belongs, and how its gradient is run as part of that. */
export interface Places {
  readonly stageOf: (node: TapeNode) => string | undefined
  /** `of`: the tensor whose gradient `work` gives. */
  readonly within: <A>(stage: string | undefined, work: () => A, of?: tf.Tensor) => A
}
export interface Gradients {
  readonly value: tf.Tensor
  /** Undefined for what the value does not depend on. */
  readonly grads: readonly (tf.Tensor | undefined)[]
}

/** The value of `f` and its gradients by `xs`; throws a sentence that names the stage where there is none. */
export const differentiate = (f: () => tf.Tensor, xs: readonly tf.Tensor[], places: Places): Gradients => {
  let asked = { stage: 'the loss', kernel: '' }
  const place = (node: TapeNode): void => {
    const { gradient, kernelName: kernel, inputs } = node
    const stage = places.stageOf(node)
    const name = stage ?? 'the loss'
    const placed = <A>(work: () => A, by?: tf.Tensor): A => {
      asked = { stage: name, kernel }
      try {
        return places.within(stage, work, by)
      } catch (error) {
        throw told(name, error)
      }
    }
    node.gradient =
      gradient === undefined
        ? () => {
            throw uncomputable(
              `${name} needs the gradient of ${kernel}, and tfjs has none: use other operations, or give it one by tf.customGrad`,
              false,
            )
          }
        : dys =>
            Object.fromEntries(
              Object.entries(placed(() => gradient(dys))).map(
                ([input, of]) => [input, () => placed(of, inputs[input])] as const,
              ),
            )
  }
  const onTape = () => {
    const value = f()
    currentTape().forEach(place)
    return value
  }
  try {
    const found: Gradients = tf.engine().gradients(onTape, [...xs], undefined, true)
    if (found.grads.every(gradient => !gradient))
      throw uncomputable('the loss depends on no parameter: nothing would be trained', false)
    return found
  } catch (error) {
    tf.dispose(currentTape().flatMap(({ saved }) => [...saved]))
    throw isUncomputable(error) || asked.kernel === '' ? error : faulty(asked, error)
  }
}

/** tfjs says of a gradient of another shape or type, or of none for an input, what it found. */
const faulty = ({ stage, kernel }: { readonly stage: string; readonly kernel: string }, error: unknown): unknown =>
  error instanceof Error && /^(Error in gradient|Cannot backprop)/.test(error.message)
    ? uncomputable(`${stage} needs the gradient of ${kernel}, and that fails: ${error.message}`, false, error)
    : error
