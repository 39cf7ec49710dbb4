import type { Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { input, output, outputDone } from '../entry.js'
import { gated } from '../gated.js'
import type { Node } from '../graph.js'
import { stateOf } from '../optimizer.js'
import type { Program, Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import { toNode } from '../traceBackend.js'
import { finiteNode, normNode, type Scalars, type Slope, updateNodes } from '../updateNodes.js'
import type { Variables } from '../variables.js'
import { heldAs } from './batch.js'
import type { Emptied } from './parameters.js'

// What an entry point does with gradients: moves parameters by them, adds them up, or moves by their sums.

/** The share of the step's rate that a parameter moves by; 0 where it is frozen. */
export const shareOf = ({ shareOf = () => 1 }: Training, name: string): number => shareOf(name)

/** Parameters by name with their gradients. */
export const slopesOf = (
  names: readonly string[],
  all: Weights,
  gradients: readonly (tf.Tensor | null | undefined)[],
  { program, training }: { readonly program: Program; readonly training: Training },
): readonly Slope[] =>
  names.flatMap((name, i): Slope[] => {
    const gradient = gradients[i]
    if (!gradient) return [] // a parameter that takes no part is neither clipped nor updated
    const weight = toNode(all[name]!)
    const [variable] = heldAs(name, [], training.inUse)
    const own = { parameter: name, name: variable, shape: weight.shape, weight, gradient: toNode(gradient) }
    const share = shareOf(training, name)
    return [{ ...own, share, decays: training.decays(name), clipped: name in program.weights }]
  })

/** Of several tasks one's own: no clipping counts it, and its steps are counted apart. */
export const isOwn = ({ clipped }: Slope): boolean => !clipped

/** What the optimizer keeps beside parameters from step to step. */
export const momentsOf = (slopes: readonly Slope[], { optimizer }: Training): Emptied =>
  Object.fromEntries(
    slopes.flatMap(({ name, shape }) =>
      Object.entries(optimizer.state).map(([kept, all]) => [stateOf(name, kept), { shape, all }]),
    ),
  )

/** Sums of gradients, where several batches make a step; between two steps they are 0. */
export const sumsOf = (slopes: readonly Slope[], { accumulates }: Training): Emptied =>
  accumulates ? Object.fromEntries(slopes.map(({ name, shape }) => [sumOf(name), { shape, all: 0 }])) : {}

/** The loss of a batch and its parts by name, and the parameters with their gradients. */
export interface Sloped {
  readonly loss: Node
  readonly parts: Readonly<Record<string, Node>>
  readonly slopes: readonly Slope[]
}

/** A task's own parameters, moved by numbers of their own. */
export interface OwnMoves {
  readonly slopes: readonly Slope[]
  /** The numbers are fed under names that begin so. */
  readonly from: string
  /** Whether the step had a batch of the task; left out where it always has. */
  readonly takesPart?: Node
}

/** Clips, and moves each parameter, all of them or none: where the loss or a gradient is not finite, nothing is changed. Gives the nodes to wait for. */
export const traceUpdate = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  { slopes, ...told }: Sloped,
  own: () => readonly OwnMoves[],
): readonly Node[] => {
  const moves = ({ slopes, from, takesPart }: OwnMoves) => ({
    slopes,
    takesPart,
    scalars: scalarsOf(write, from, training),
  })
  // TensorFlow adds what a norm is the sum of in the order of the nodes' names, which count what stands before: so nothing new does.
  const shared = moves({ slopes, from: entry })
  const norm = slopes.some(({ clipped }) => clipped) ? normNode(write, slopes) : write.constant([0], [], 'float32')
  const all = [shared, ...own().map(moves)]
  const finite = finiteNode(
    write,
    all.flatMap(each => each.slopes),
    norm,
    told.loss,
  )
  const moved = all.map(({ slopes, scalars, takesPart }) => {
    const condition = takesPart === undefined ? finite : write.op('LogicalAnd', [finite, takesPart], {}, [], 'bool')
    return gated(write, condition, gate => updateNodes(write, held, slopes, norm, { scalars, gate }, training))
  })
  tell(write, entry, told, moved)
  output(write, `${entry}.norm`, norm)
  output(write, `${entry}.finite`, finite)
  return moved
}

const scalarsOf = (write: Recorder, from: string, { optimizer }: Training): Scalars =>
  Object.fromEntries(Object.keys(optimizer.scalars).map(name => [name, input(write, `${from}.${name}`, [], 'float32')]))

const sumOf = (name: string): string => stateOf(name, 'gradients')

/** Adds a batch's share of the gradients to their sums. */
export const traceAccumulation = (
  write: Recorder,
  { add }: Variables,
  entry: string,
  { slopes, ...told }: Sloped,
): void => {
  const share = input(write, `${entry}.share`, [], 'float32')
  const added = slopes.map(({ name, shape, gradient }) =>
    add(sumOf(name), shape, write.op('Mul', [gradient, share], { T: { type: 'float32' } }, shape, 'float32')),
  )
  tell(write, entry, told, added)
}

/** The mean loss is fetched under this name, and does `after`; its parts are fetched by their places. */
const tell = (
  write: Recorder,
  entry: string,
  { loss, parts }: Omit<Sloped, 'slopes'>,
  after: readonly Node[],
): void => {
  output(write, `${entry}.loss`, loss, after)
  for (const [i, part] of Object.values(parts).entries()) output(write, `${entry}.${partName(i)}`, part)
}
export const partName = (place: number): string => `part${place}`

/** Updates by the summed gradients, where these and the losses that are fed are finite, and empties the sums. */
export const traceApplication = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  shared: readonly Slope[],
  own: readonly Omit<OwnMoves, 'takesPart'>[],
): void => {
  const summed = (slope: Slope): Slope => ({
    ...slope,
    gradient: held.read(sumOf(slope.name), slope.shape),
    weight: held.read(slope.name, slope.shape),
  })
  const slopes = shared.map(summed)
  const ofTasks = () =>
    own.map(each => ({
      ...each,
      slopes: each.slopes.map(summed),
      takesPart: input(write, `${each.from}.takesPart`, [], 'bool'),
    }))
  const loss = input(write, `${entry}.losses`, [], 'float32')
  const moved = traceUpdate(write, held, entry, training, { slopes, loss, parts: {} }, ofTasks)
  const emptied = [shared, ...own.map(each => each.slopes)].flatMap((all, i) =>
    all.map(({ name, shape }) => held.assign(sumOf(name), shape, write.fill(shape, 0, 'float32'), [moved[i]!])),
  )
  outputDone(write, `${entry}.done`, emptied)
}
