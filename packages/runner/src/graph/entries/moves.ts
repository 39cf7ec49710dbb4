import type { Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { input, output, outputDone } from '../entry.js'
import type { Node } from '../graph.js'
import { stateOf } from '../optimizer.js'
import type { Program, Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import { toNode } from '../traceBackend.js'
import { normNode, type Scalars, type Slope, updateNodes } from '../updateNodes.js'
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

/** Clips, and moves each parameter. */
export const traceUpdate = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  { slopes, ...told }: Sloped,
  task: string | undefined,
): readonly Node[] => {
  const own = task === undefined ? [] : slopes.filter(isOwn)
  const shared = slopes.filter(slope => !own.includes(slope))
  const scalars = scalarsOf(write, entry, training)
  const norm = shared.some(({ clipped }) => clipped) ? normNode(write, shared) : write.constant([0], [], 'float32')
  const moved = [
    ...updateNodes(write, held, shared, norm, scalars, training),
    ...(own.length === 0
      ? []
      : updateNodes(write, held, own, norm, scalarsOf(write, `${entry}.own`, training), training)),
  ]
  tell(write, entry, told, moved)
  output(write, `${entry}.norm`, norm)
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

/** Updates by the summed gradients and empties the sums. */
export const traceApplication = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  some: readonly Slope[],
): void => {
  const slopes = some.map(slope => ({
    ...slope,
    gradient: held.read(sumOf(slope.name), slope.shape),
    weight: held.read(slope.name, slope.shape),
  }))
  const loss = write.constant([0], [], 'float32')
  const moved = traceUpdate(write, held, entry, training, { slopes, loss, parts: {} }, undefined)
  const emptied = slopes.map(({ name, shape }, i) =>
    held.assign(sumOf(name), shape, write.fill(shape, 0, 'float32'), [moved[i]!]),
  )
  outputDone(write, `${entry}.done`, emptied)
}
