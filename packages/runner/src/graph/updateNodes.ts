import { type Node, portOp, sizeOf } from './graph.js'
import type { Recorder } from './recorder.js'
import type { Variables } from './variables.js'

/** A parameter with its gradient. */
export interface Slope {
  readonly parameter: string
  /** Its variable. */
  readonly name: string
  readonly shape: readonly number[]
  readonly gradient: Node
  /** The value that the gradient was taken at. */
  readonly weight: Node
  /** What share of the step's rate it moves by. */
  readonly share: number
  readonly decays: boolean
  /** Whether the global norm counts it and clipping scales it. */
  readonly clipped: boolean
}
/** Scalars that differ from step to step. */
export interface StepScalars {
  /** η√(1 − β₂ᵗ)/(1 − β₁ᵗ) and ε√(1 − β₂ᵗ): with them TensorFlow's Adam is PyTorch's. */
  readonly alpha: Node
  readonly epsilon: Node
  /** ηλ, what a decayed weight loses of itself. */
  readonly decay: Node
}

/** The variables of a parameter's running means: of its gradient, and of the gradient's square. */
export const firstMoment = (name: string): string => `${name}/first`
export const secondMoment = (name: string): string => `${name}/second`

const F = { T: { type: 'float32' } } as const

/** √Σ‖g‖² over the gradients that are clipped. */
export const normNode = (write: Recorder, slopes: readonly Slope[]): Node => {
  const halves = slopes
    .filter(({ clipped }) => clipped)
    .map(({ gradient }) => write.op('L2Loss', [gradient], F, [], 'float32'))
  if (halves.length === 0) return write.constant([0], [], 'float32') // the loss's own weights alone are trained
  const sum = write.op('AddN', halves, { ...F, N: { int: halves.length } }, [], 'float32')
  const doubled = write.op('Mul', [sum, write.constant([2], [], 'float32')], F, [], 'float32')
  return write.op('Sqrt', [doubled], F, [], 'float32')
}

/** Clips by `norm`, decays, and moves every parameter; the nodes to wait for. */
export const updateNodes = (
  write: Recorder,
  { handle, subtract }: Variables,
  slopes: readonly Slope[],
  norm: Node,
  scalars: StepScalars,
  {
    clip,
    beta1,
    beta2,
    weightDecay,
  }: { readonly clip: number; readonly beta1: number; readonly beta2: number; readonly weightDecay: number },
): readonly Node[] => {
  const scalar = (value: number) => write.constant([value], [], 'float32')
  const limit = write.op(
    'RealDiv',
    [scalar(clip), write.op('AddV2', [norm, scalar(1e-6)], F, [], 'float32')],
    F,
    [],
    'float32',
  )
  const scale = write.op('Minimum', [limit, scalar(1)], F, [], 'float32')
  const asIs = write.op('GreaterEqual', [limit, scalar(1)], F, [], 'bool')
  const zero = scalar(0)
  const first = scalar(beta1)
  const second = scalar(beta2)
  const at = new Map(
    [...new Set(slopes.map(({ share }) => share))].map(share => [share, scalarsAt(write, scalars, share)]),
  )
  return slopes.map(({ name, shape, gradient, weight, share, decays, clipped }) => {
    const { alpha, epsilon, decay } = at.get(share)!
    const scaled = clipped ? scaledUnless(write, asIs, gradient, scale) : gradient
    const decayed =
      decays && weightDecay > 0 ? [subtract(name, shape, write.op('Mul', [weight, decay], F, shape, 'float32'))] : []
    return write.named({
      op: 'ResourceApplyAdam',
      inputs: [
        handle(name, shape),
        handle(firstMoment(name), shape),
        handle(secondMoment(name), shape),
        zero,
        zero,
        alpha,
        first,
        second,
        epsilon,
        scaled,
      ],
      attributes: { ...F, use_locking: { flag: false }, use_nesterov: { flag: false } },
      shape: [],
      dtype: 'float32',
      after: decayed.map(({ id }) => id),
    })
  })
}

/** The scalars of parameters that move by a share of the step's rate: both are in proportion to it. */
const scalarsAt = (write: Recorder, { alpha, epsilon, decay }: StepScalars, share: number): StepScalars => {
  if (share === 1) return { alpha, epsilon, decay }
  const factor = write.constant([share], [], 'float32')
  const times = (x: Node) => write.op('Mul', [x, factor], F, [], 'float32')
  return { alpha: times(alpha), epsilon, decay: times(decay) }
}

/** A large gradient that is short enough is not even read: it goes past the product. */
const scaledUnless = (write: Recorder, asIs: Node, gradient: Node, scale: Node): Node => {
  const { shape } = gradient
  const times = (x: Node) => write.op('Mul', [x, scale], F, shape, 'float32')
  if (sizeOf(shape) < large) return times(gradient)
  const either = write.op('Switch', [gradient, asIs], F, shape, 'float32')
  const side = (port: number) => write.op(portOp, [either], { port: { int: port } }, shape, 'float32')
  return write.op('Merge', [times(side(0)), side(1)], { ...F, N: { int: 2 } }, shape, 'float32')
}
const large = 65_536

/** TensorFlow takes 1 − β in float32; both scalars are corrected for what that loses. Step t counts from 1. */
export const adamScalars = (
  { rate, t }: { readonly rate: number; readonly t: number },
  { beta1, beta2, epsilon }: { readonly beta1: number; readonly beta2: number; readonly epsilon: number },
): { readonly alpha: number; readonly epsilon: number } => {
  const lost = Math.sqrt((1 - Math.fround(beta2)) / (1 - beta2))
  const lostFirst = (1 - Math.fround(beta1)) / (1 - beta1)
  const bias = Math.sqrt(1 - beta2 ** t)
  return { alpha: (((rate * bias) / (1 - beta1 ** t)) * lost) / lostFirst, epsilon: epsilon * bias * lost }
}
