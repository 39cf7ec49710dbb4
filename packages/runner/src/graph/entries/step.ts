import * as tf from '@tensorflow/tfjs-core'
import { dropoutNodes } from '../dropoutNodes.js'
import { input, noSizes, output, outputDone, traceEntry } from '../entry.js'
import type { Graph, Node } from '../graph.js'
import { stateOf } from '../optimizer.js'
import { entryOf, type Objective, type Program, parameterShapes, type Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { toNode, valueAndGradients } from '../traceBackend.js'
import { traceSizes } from '../traceSizes.js'
import { normNode, type Scalars, type Slope, updateNodes } from '../updateNodes.js'
import { type Variables, variables } from '../variables.js'
import { fedBatch, heldAs, idsInUse, readParameters } from './batch.js'
import type { Emptied } from './parameters.js'

export interface StepEntries {
  /** Those that a batch is fed to come first. */
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch, by its entry point. */
  readonly sites: Readonly<Record<string, number>>
  /** Variables that training keeps beside the parameters. */
  readonly state: Emptied
  /** Parameters that no loss depends on; nothing trains them. */
  readonly untrained: readonly string[]
}

/**
 * For each objective forward, backward, clipping and update at once; where several batches make a step, `gradients` adds up
 * theirs and `apply` updates. A task's own parameters are updated in its own steps alone.
 */
export const stepEntries = (program: Program, objectives: readonly Objective[], training: Training): StepEntries => {
  const batches = objectives.map(objective => batchEntry(program, objective, training))
  const slopes = [...new Map(batches.flatMap(each => each.slopes.map(slope => [slope.name, slope] as const))).values()]
  const moved = new Set(slopes.map(({ parameter }) => parameter))
  return {
    entries: [
      ...batches.map(({ graph }) => graph),
      ...(training.accumulates ? applyEntries(batches, slopes, training) : []),
    ],
    sites: Object.fromEntries(batches.map(({ graph, sites }) => [graph.entry, sites])),
    state: keptOf(slopes, training),
    untrained: Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0 && !moved.has(name)),
  }
}

const shareOf = ({ shareOf = () => 1 }: Training, name: string): number => shareOf(name)

interface BatchEntry {
  readonly objective: Objective
  readonly graph: Graph
  readonly slopes: readonly Slope[]
  readonly sites: number
}

const batchEntry = (program: Program, objective: Objective, training: Training): BatchEntry => {
  const entry = entryOf(training.accumulates ? 'gradients' : 'train', objective.task)
  let traced: BatchTrace | undefined
  const graph = traceEntry(entry, traceSizes(objective.groups), (write, sizes) => {
    const held = variables(write)
    const batch = traceBatch(write, held, entry, { program, objective, training }, sizes)
    traced = batch
    write.within({ part: 'update' }, () =>
      training.accumulates
        ? traceAccumulation(write, held, entry, batch)
        : traceUpdate(write, held, entry, training, batch, objective.task),
    )
  })
  return { objective, graph, slopes: traced!.slopes, sites: traced!.sites }
}

/** `apply` moves what all tasks train; a task's own parameters have an entry of their own. */
const applyEntries = (
  batches: readonly BatchEntry[],
  slopes: readonly Slope[],
  training: Training,
): readonly Graph[] => {
  const apply = (entry: string, some: readonly Slope[]) =>
    traceEntry(entry, noSizes, write => traceApplication(write, variables(write), entry, training, some))
  if (batches.every(({ objective }) => objective.task === undefined)) return [apply('apply', slopes)]
  const own = batches.flatMap(({ objective: { task }, slopes: all }) => {
    const some = all.filter(isOwn)
    return some.length === 0 ? [] : [apply(entryOf('apply', task), some)]
  })
  return [
    apply(
      'apply',
      slopes.filter(slope => !isOwn(slope)),
    ),
    ...own,
  ]
}

/** Of several tasks one's own: no clipping counts it, and its steps are counted apart. */
const isOwn = ({ clipped }: Slope): boolean => !clipped

const keptOf = (slopes: readonly Slope[], { optimizer, accumulates }: Training): Emptied =>
  Object.fromEntries(
    slopes.flatMap(({ name, shape }) => [
      ...Object.entries(optimizer.state).map(([kept, all]) => [stateOf(name, kept), { shape, all }]),
      ...(accumulates ? [[sumOf(name), { shape, all: 0 }]] : []),
    ]),
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
  { slopes, loss }: Pick<BatchTrace, 'slopes' | 'loss'>,
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
  output(write, `${entry}.loss`, loss, moved)
  output(write, `${entry}.norm`, norm)
  return moved
}

const scalarsOf = (write: Recorder, from: string, { optimizer }: Training): Scalars =>
  Object.fromEntries(Object.keys(optimizer.scalars).map(name => [name, input(write, `${from}.${name}`, [], 'float32')]))

const sumOf = (name: string): string => stateOf(name, 'gradients')

/** Adds a batch's share of the gradients to their sums. */
const traceAccumulation = (write: Recorder, { add }: Variables, entry: string, { loss, slopes }: BatchTrace): void => {
  const share = input(write, `${entry}.share`, [], 'float32')
  const added = slopes.map(({ name, shape, gradient }) =>
    add(sumOf(name), shape, write.op('Mul', [gradient, share], { T: { type: 'float32' } }, shape, 'float32')),
  )
  output(write, `${entry}.loss`, loss, added)
}

/** Updates by the summed gradients and empties the sums. */
const traceApplication = (
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
  const moved = traceUpdate(write, held, entry, training, { slopes, loss }, undefined)
  const emptied = slopes.map(({ name, shape }, i) =>
    held.assign(sumOf(name), shape, write.fill(shape, 0, 'float32'), [moved[i]!]),
  )
  outputDone(write, `${entry}.done`, emptied)
}
