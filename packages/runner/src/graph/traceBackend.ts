import * as tf from '@tensorflow/tfjs-core'
import type { Dtype, Node } from './graph.js'
import { ops } from './ops/index.js'
import type { Inputs } from './ops/op.js'
import { type Recorder, recorder } from './recorder.js'

const name = 'trace'

/** What a trace writes to while it goes on; there is one at a time, as tfjs has one current backend. */
interface Tracing {
  readonly write: Recorder
  readonly nodes: WeakMap<object, Node>
  /** Every tensor of the trace: where it breaks off, nobody else frees what gradients keep. */
  readonly tensors: tf.Tensor[]
}
let tracing: Tracing | undefined

const current = (): Tracing => {
  if (tracing === undefined) throw new Error('internal: a traced tensor is used outside its trace')
  return tracing
}

/** Carries the line that asked; `inStage` makes the sentence, because it knows the stage. */
const noValues = () => {
  const error = new Error('internal: the value of a traced tensor is read')
  throw Object.assign(error, { readAt: readingLine(error.stack ?? '') })
}

/** The line that asked: the first of the stack that is neither tfjs's nor of this folder. */
const readingLine = (stack: string): string | undefined => {
  const here = new URL('.', import.meta.url).pathname
  const frame = stack
    .split('\n')
    .slice(1)
    .find(each => /:\d+:\d+\)?$/.test(each) && !/node_modules|\(?node:/.test(each) && !each.includes(here))
  return frame === undefined ? undefined : /([^/\s()]+:\d+):\d+\)?$/.exec(frame)?.[1]
}

/** tfjs asks for a class; everything that a backend computes is a kernel, and those are registered below. */
class TraceBackend extends tf.KernelBackend {
  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object {
    const dataId = {}
    current().nodes.set(
      dataId,
      fromValues(current().write, Array.from(values as Float32Array, Number), shape, dtype as Dtype),
    )
    return dataId
  }
  override read = noValues as never
  override readSync = noValues as never
  override disposeData = (): boolean => true
  override incRef = (): void => {}
  decRef = (): boolean => true
  override refCount = (): number => 1
  override numDataIds = (): number => 0
  override floatPrecision = (): 32 => 32
  override epsilon = (): number => 1e-7
  override timerAvailable = (): boolean => false
  override memory = (): { unreliable: boolean } => ({ unreliable: true })
}

/** Numbers made in JavaScript are constants; many equal ones are a fill, so that the graph stays small. */
const fromValues = (write: Recorder, values: readonly number[], shape: readonly number[], dtype: Dtype): Node =>
  values.length > 1 && values.every(value => value === values[0])
    ? write.fill(shape, values[0]!, dtype)
    : write.constant(values, shape, dtype)

export const toTensor = <T extends tf.Tensor>(node: Node): T => {
  const dataId = {}
  current().nodes.set(dataId, node)
  const info = { dataId, shape: [...node.shape], dtype: node.dtype as tf.DataType }
  const tensor = tf.engine().makeTensorFromTensorInfo(info)
  current().tensors.push(tensor)
  return tensor as T
}
export const toNode = ({ dataId }: tf.TensorInfo): Node => {
  const node = current().nodes.get(dataId)
  if (node === undefined) throw new Error('internal: a tensor that was made outside a step is used in it')
  return node
}

/** Names the stage whose function runs, so that the graph and what is refused in it name it, too. Without a trace it only runs it. */
export const inStage = <A>(stage: string, work: () => A): A => {
  if (tracing === undefined) return work()
  try {
    return tracing.write.within({ stage }, work)
  } catch (error) {
    throw told(stage, error as Error)
  }
}

const told = (stage: string, error: Error): Error => {
  const kernel = /[Kk]ernel '?(\w+)'? not registered/.exec(error.message)?.[1]
  if (kernel !== undefined) return new Error(`${stage} needs ${kernel}: the graph compiler has no such operation`)
  if (!('readAt' in error)) return error
  const line = error.readAt === undefined ? '' : ` (${error.readAt})`
  return new Error(
    `${stage} reads the value of a tensor${line}: a step is compiled before it has values; use tensor operations alone`,
  )
}

/** A node of tfjs's tape, as far as its gradients can be told their place. */
interface TapeNode {
  readonly outputs: readonly tf.Tensor[]
  /** By input: what computes its gradient. */
  gradient?: (dys: tf.Tensor[]) => Readonly<Record<string, () => tf.Tensor>>
}

/**
 * The value of `f` and its gradients by `xs`; undefined for those that it does not depend on. What a gradient records
 * belongs to the stage of the operation that it is the gradient of.
 */
export const valueAndGradients = (
  f: () => tf.Tensor,
  xs: readonly tf.Tensor[],
): { readonly value: tf.Tensor; readonly grads: readonly (tf.Tensor | undefined)[] } => {
  const { write } = current()
  const onTape = () => {
    const value = write.within({ part: 'forward' }, f)
    // tfjs keeps its tape in the engine's state and reads it when this function has returned.
    const { activeTape } = tf.engine().state as unknown as { readonly activeTape: readonly TapeNode[] }
    for (const node of activeTape) {
      const { gradient, outputs } = node
      if (gradient === undefined) continue
      const { stage } = toNode(outputs[0]!)
      const placed = <A>(work: () => A): A => write.within({ stage }, work)
      node.gradient = dys =>
        Object.fromEntries(
          Object.entries(placed(() => gradient(dys))).map(([input, of]) => [input, () => placed(of)] as const),
        )
    }
    return value
  }
  return write.within({ part: 'backward' }, () => tf.engine().gradients(onTape, [...xs], undefined, true))
}

let registered = false
const register = (): void => {
  if (registered) return
  registered = true
  tf.registerBackend(name, () => new TraceBackend())
  for (const [kernelName, op] of Object.entries(ops))
    tf.registerKernel({
      kernelName,
      backendName: name,
      kernelFunc: ({ inputs, attrs }) => {
        const given = Object.fromEntries(
          Object.entries(inputs).flatMap(([key, tensor]) => (tensor ? [[key, toNode(tensor as tf.TensorInfo)]] : [])),
        )
        const made = op(current().write, given as Inputs, attrs ?? {})
        return Array.isArray(made) ? made.map(toTensor) : toTensor(made as Node)
      },
    })
}

/** Runs `write` with the tracing backend and gives back what it recorded. The engine that computes is current again afterwards. */
export const record = (write: (recorder: Recorder) => void): readonly Node[] => {
  register()
  const computing = tf.getBackend()
  tracing = { write: recorder(), nodes: new WeakMap(), tensors: [] }
  tf.setBackend(name)
  try {
    tf.tidy(() => {
      write(current().write)
    })
    return current().write.nodes
  } finally {
    tf.dispose(tracing.tensors)
    tracing = undefined
    tf.setBackend(computing)
  }
}
