import { dropoutNodes } from '../dropoutNodes.js'
import { input, noSizes, traceEntry } from '../entry.js'
import type { Graph } from '../graph.js'
import { meanLoss } from '../meanLoss.js'
import { entryOf, type Objective, type Program, parameterShapes, type Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { batchSamples } from '../texts.js'
import { toNode, valueAndGradients } from '../traceBackend.js'
import type { Slope } from '../updateNodes.js'
import { type Variables, variables } from '../variables.js'
import { fedBatch, readParameters } from './batch.js'
import { type BatchEntry, type Traced, textsInUse } from './batchEntry.js'
import { cachedEntries } from './cachedStep.js'
import {
  isOwn,
  momentsOf,
  type Sloped,
  shareOf,
  slopesOf,
  sumsOf,
  traceAccumulation,
  traceApplication,
  traceUpdate,
} from './moves.js'
import type { Emptied } from './parameters.js'

export interface StepEntries {
  /** Those that a batch is fed to come first. */
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch, by its entry point. */
  readonly sites: Readonly<Record<string, number>>
  /** Variables that training keeps beside the parameters: from step to step, and within one. */
  readonly moments: Emptied
  readonly sums: Emptied
  /** Names of the parts that a loss tells, by the entry point that computes it. */
  readonly parts: Readonly<Record<string, readonly string[]>>
  /** Parameters that no loss depends on; nothing trains them. */
  readonly untrained: readonly string[]
}

/**
 * For each objective forward, backward, clipping and update at once; where several batches make a step, `gradients` adds up
 * theirs and `apply` updates. A task's own parameters are updated in its own steps alone.
 */
export const stepEntries = (program: Program, objectives: readonly Objective[], training: Training): StepEntries => {
  const { cached } = training
  const batches = objectives.map(objective =>
    cached === undefined
      ? batchEntry(program, objective, training)
      : cachedEntries(program, objective, { ...training, cached }),
  )
  const slopes = [...new Map(batches.flatMap(each => each.slopes.map(slope => [slope.name, slope] as const))).values()]
  const moved = new Set(slopes.map(({ parameter }) => parameter))
  return {
    entries: [
      ...batches.flatMap(({ graphs }) => graphs),
      ...(training.accumulates ? [applyEntry(batches, slopes, training)] : []),
    ],
    sites: Object.fromEntries(batches.map(({ graphs, sites }) => [graphs[0]!.entry, sites])),
    moments: momentsOf(slopes, training),
    sums: sumsOf(slopes, training),
    parts: Object.assign({}, ...batches.map(({ parts }) => parts)),
    untrained: Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0 && !moved.has(name)),
  }
}

const batchEntry = (program: Program, objective: Objective, training: Training): BatchEntry => {
  const entry = entryOf(training.accumulates ? 'gradients' : 'train', objective.task)
  let traced: BatchTrace | undefined
  const graph = traceEntry(entry, batchSamples(objective), (write, sizes) => {
    const held = variables(write)
    const batch = traceBatch(write, held, entry, { program, objective, training }, sizes)
    traced = batch
    write.within({ part: 'update' }, () => {
      if (training.accumulates) return traceAccumulation(write, held, entry, batch)
      const own = objective.task === undefined ? [] : batch.slopes.filter(isOwn)
      const slopes = batch.slopes.filter(slope => !own.includes(slope))
      const moves = own.length === 0 ? [] : [{ slopes: own, from: `${entry}.own` }]
      traceUpdate(write, held, entry, training, { ...batch, slopes }, () => moves)
    })
  })
  const { slopes, sites, parts } = traced!
  return { objective, graphs: [graph], slopes, sites, parts: { [entry]: Object.keys(parts) } }
}

/** Moves what all tasks train, and a task's own parameters where the step had a batch of it. */
const applyEntry = (batches: readonly BatchEntry[], slopes: readonly Slope[], training: Training): Graph => {
  const own = batches.flatMap(({ objective: { task }, slopes: all }) => {
    const some = task === undefined ? [] : all.filter(isOwn)
    return some.length === 0 ? [] : [{ slopes: some, from: entryOf('apply', task) }]
  })
  const apart = new Set(own.flatMap(each => each.slopes.map(({ name }) => name)))
  const shared = slopes.filter(({ name }) => !apart.has(name))
  return traceEntry('apply', noSizes, write =>
    traceApplication(write, variables(write), 'apply', training, shared, own),
  )
}

interface BatchTrace extends Sloped {
  readonly sites: number
}

/** Forward and backward of one batch. */
const traceBatch = (
  write: Recorder,
  held: Variables,
  entry: string,
  { program, objective, training }: Traced,
  sizes: Sizes,
): BatchTrace => {
  const { inUse } = training
  const fed = fedBatch(write, entry, objective, sizes)
  const batch = { ...fed, texts: textsInUse(write, entry, program, inUse, fed.texts) }
  const [step, site] = ['step', 'site'].map(name => input(write, `${entry}.${name}`, [], 'int32'))
  const draws = dropoutNodes(write, training.seed, step!, site!)
  const { all, weights, head } = readParameters(held, program, inUse)
  const names = Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0)
  const { mean, parts } = meanLoss(() => objective.loss(weights, head, batch, draws.dropout), toNode)
  const trained = names.map(name => all[name]!)
  const { value, grads } = valueAndGradients(mean, trained)
  const slopes = slopesOf(names, all, grads, { program, training })
  return { loss: toNode(value), parts: parts(), slopes, sites: draws.sites() }
}
