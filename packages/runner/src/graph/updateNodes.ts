import { type Node, portOp, sizeOf } from './graph.js'
import type { GraphOptimizer } from './optimizer.js'
import type { Training } from './program.js'
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

/** Whether every number of a step is one: its loss, and the gradients by their norm and, where that does not count them, their own squares. */
export const finiteNode = (write: Recorder, slopes: readonly Slope[], norm: Node, loss: Node): Node => {
  const halves = slopes
    .filter(({ clipped }) => !clipped)
    .map(({ gradient }) => write.op('L2Loss', [gradient], F, [], 'float32'))
  const all = [norm, loss, ...halves]
  const sum = write.op('AddN', all, { ...F, N: { int: all.length } }, [], 'float32')
  return write.op('IsFinite', [sum], F, [], 'bool')
}

/** Clips by `norm` and moves every parameter behind `gate`; the nodes to wait for. */
export const updateNodes = (
  write: Recorder,
  held: Variables,
  slopes: readonly Slope[],
  norm: Node,
  { scalars, gate }: { readonly scalars: Scalars; readonly gate: Node },
  { clip, weightDecay, optimizer }: Pick<Training, 'clip' | 'weightDecay' | 'optimizer'>,
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
  const at = new Map(
    [...new Set(slopes.map(({ share }) => share))].map(share => [share, scalarsAt(write, scalars, optimizer, share)]),
  )
  const move = optimizer.record(write, held)
  return slopes.map(({ name, shape, gradient, weight, share, decays, clipped }) =>
    move({
      name,
      shape,
      weight,
      gradient: clipped ? scaledUnless(write, asIs, gradient, scale) : gradient,
      weightDecay: decays ? weightDecay : 0,
      scalars: at.get(share)!,
      gate,
    }),
  )
}

/** Numbers of a step, by name. */
export type Scalars = Readonly<Record<string, Node>>

/** The scalars of parameters that move by a share of the step's rate. */
const scalarsAt = (write: Recorder, scalars: Scalars, optimizer: GraphOptimizer, share: number): Scalars => {
  if (share === 1) return scalars
  const factor = write.constant([share], [], 'float32')
  return Object.fromEntries(
    Object.entries(scalars).map(([name, x]) => [
      name,
      optimizer.scalars[name] === 'as it is' ? x : write.op('Mul', [x, factor], F, [], 'float32'),
    ]),
  )
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
