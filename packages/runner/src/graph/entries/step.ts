import * as tf from '@tensorflow/tfjs-core'
import { dropoutNodes } from '../dropoutNodes.js'
import { input, noSizes, output, outputDone, traceEntry } from '../entry.js'
import type { Graph, Node } from '../graph.js'
import { type Objective, type Program, parameterShapes, type ShapesByName, type Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { toNode, valueAndGradients } from '../traceBackend.js'
import { traceSizes } from '../traceSizes.js'
import { firstMoment, normNode, type Slope, secondMoment, updateNodes } from '../updateNodes.js'
import { type Variables, variables } from '../variables.js'
import { fedBatch, heldAs, idsInUse, readParameters } from './batch.js'

export interface StepEntries {
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch. */
  readonly sites: number
  /** Variables that training keeps beside the parameters. */
  readonly state: ShapesByName
  /** Parameters that the loss does not depend on; nothing trains them. */
  readonly untrained: readonly string[]
}

/**
 * Forward, backward, clipping and update at once; where several batches make a step, `gradients` adds up theirs and `apply`
 * updates.
 */
export const stepEntries = (program: Program, objective: Objective, training: Training): StepEntries => {
  let sites = 0
  let slopes: readonly Slope[] = []
  const trace = (entry: string, finish: (write: Recorder, held: Variables, batch: BatchTrace) => void): Graph =>
    traceEntry(entry, traceSizes(objective.groups), (write, sizes) => {
      const held = variables(write)
      const batch = traceBatch(write, held, entry, { program, objective, training }, sizes)
      sites = batch.sites
      slopes = batch.slopes
      write.within({ part: 'update' }, () => finish(write, held, batch))
    })
  const batchEntry = training.accumulates
    ? trace('gradients', traceAccumulation)
    : trace('train', (write, held, batch) => traceUpdate(write, held, 'train', training, batch.slopes, batch.loss))
  const moved = new Set(slopes.map(({ parameter }) => parameter))
  const apply = () => traceEntry('apply', noSizes, write => traceApplication(write, variables(write), training, slopes))
  return {
    entries: training.accumulates ? [batchEntry, apply()] : [batchEntry],
    sites,
    state: stateOf(slopes, training.accumulates),
    untrained: Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0 && !moved.has(name)),
  }
}

const shareOf = ({ shareOf = () => 1 }: Training, name: string): number => shareOf(name)

const stateOf = (slopes: readonly Slope[], accumulates: boolean): ShapesByName =>
  Object.fromEntries(
    slopes.flatMap(({ name, shape }) =>
      [firstMoment, secondMoment, ...(accumulates ? [sumOf] : [])].map(of => [of(name), shape]),
    ),
  )

interface BatchTrace {
  readonly loss: Node
  readonly slopes: readonly Slope[]
  readonly sites: number
}

/** Forward and backward of one batch. */
const traceBatch = (
  write: Recorder,
  held: Variables,
  entry: string,
  {
    program,
    objective,
    training,
  }: { readonly program: Program; readonly objective: Objective; readonly training: Training },
  sizes: Sizes,
): BatchTrace => {
  const { inUse } = training
  const fed = fedBatch(write, entry, objective, sizes)
  const [table] = inUse?.tables ?? []
  const texts = table === undefined ? fed.texts : idsInUse(write, entry, program.weights[table]![0]!, fed.texts)
  const batch = { ...fed, texts }
  const [step, site] = ['step', 'site'].map(name => input(write, `${entry}.${name}`, [], 'int32'))
  const draws = dropoutNodes(write, training.seed, step!, site!)
  const { all, weights, head } = readParameters(held, program, inUse)
  const names = Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0)
  const loss = () => tf.mean(objective.loss(weights, head, batch, draws.dropout))
  const trained = names.map(name => all[name]!)
  const { value, grads } = valueAndGradients(loss, trained)
  const slopes = names.flatMap((name, i): Slope[] => {
    const gradient = grads[i]
    if (!gradient) return [] // a parameter that takes no part is neither clipped nor updated
    const weight = toNode(all[name]!)
    const [variable] = heldAs(name, [], inUse)
    const own = { parameter: name, name: variable, shape: weight.shape, weight, gradient: toNode(gradient) }
    const share = shareOf(training, name)
    return [{ ...own, share, decays: training.decays(name), clipped: name in program.weights }]
  })
  return { loss: toNode(value), slopes, sites: draws.sites() }
}

const traceUpdate = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  slopes: readonly Slope[],
  loss: Node,
): readonly Node[] => {
  const scalars = {
    alpha: input(write, `${entry}.alpha`, [], 'float32'),
    epsilon: input(write, `${entry}.epsilon`, [], 'float32'),
    decay: input(write, `${entry}.decay`, [], 'float32'),
  }
  const norm = normNode(write, slopes)
  const moved = updateNodes(write, held, slopes, norm, scalars, training)
  output(write, `${entry}.loss`, loss, moved)
  output(write, `${entry}.norm`, norm)
  return moved
}

const sumOf = (name: string): string => `${name}/sum`

/** Adds a batch's share of the gradients to their sums. */
const traceAccumulation = (write: Recorder, { add }: Variables, { loss, slopes }: BatchTrace): void => {
  const share = input(write, 'gradients.share', [], 'float32')
  const added = slopes.map(({ name, shape, gradient }) =>
    add(sumOf(name), shape, write.op('Mul', [gradient, share], { T: { type: 'float32' } }, shape, 'float32')),
  )
  output(write, 'gradients.loss', loss, added)
}

/** Updates by the summed gradients and empties the sums. */
const traceApplication = (write: Recorder, held: Variables, training: Training, slopes: readonly Slope[]): void => {
  const summed = slopes.map(slope => ({
    ...slope,
    gradient: held.read(sumOf(slope.name), slope.shape),
    weight: held.read(slope.name, slope.shape),
  }))
  const moved = traceUpdate(write, held, 'apply', training, summed, write.constant([0], [], 'float32'))
  const emptied = summed.map(({ name, shape }, i) =>
    held.assign(sumOf(name), shape, write.fill(shape, 0, 'float32'), [moved[i]!]),
  )
  outputDone(write, 'apply.done', emptied)
}
