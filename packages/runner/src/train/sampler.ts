import { type Problem, type Problems, permutation, problem, type TrainSettings } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { inputsByKind } from '../compute/inputsByKind.js'
import { countOf } from '../countOf.js'
import type { PlannedLoss } from '../plan.js'
import type { Rows } from '../sources/rows.js'
import { epochBatches, type Length, lengthOf } from './batches.js'
import { byLength } from './samplers/byLength.js'
import { type Draws, drawsOf } from './samplers/draws.js'
import { groupedByLabel } from './samplers/groupedByLabel.js'
import { noDuplicatesInEpoch, textKey } from './samplers/noDuplicates.js'

/** Which rows a run sees together: the batches of an epoch (from 0) as row numbers, the same each time they are asked for. */
export interface Sampler extends Length {
  readonly batches: (epoch: number) => readonly (readonly number[])[]
  /** How many batches an epoch has. */
  readonly count: (epoch: number) => number
  /** The same one by one, where other data sets draw from the same generator. */
  readonly drawn: (epoch: number, draws: Draws) => Iterator<readonly number[], undefined>
}

/** Reads what a sampler has to know of the rows; every epoch is then a function of the seed and its number. */
export const openSampler = async (
  settings: TrainSettings,
  loss: PlannedLoss,
  rows: Rows,
): Promise<Either<Problem, Sampler>> => {
  const { batchSize, lastBatch: short, on } = settings
  const { textColumns } = inputsByKind(loss)
  const full = short === 'kept' ? Math.ceil(rows.count / batchSize) : Math.floor(rows.count / batchSize)
  switch (settings.sampler) {
    case 'as given': {
      const order = Array.from({ length: rows.count }, (_, i) => i)
      return sized(settings, rows.count, () => batchesOf(order, settings).values(), full)
    }
    case 'shuffled':
      if (rows.drawnFrom !== undefined) return openSampler({ ...settings, sampler: 'as given' }, loss, rows)
      return sized(settings, rows.count, (_, { next }) => shuffledBatches(rows.count, settings, next), full)
    case 'no duplicates': {
      const texts = { rows: rows.count, keys: await keysOf(rows, textColumns), texts: textColumns.length }
      return sized(
        settings,
        rows.count,
        restarted(settings, ({ next }) => noDuplicatesInEpoch(texts, batchSize, next, short)),
      )
    }
    case 'grouped by label': {
      const { column } = loss.inputs.find(({ kind }) => kind === 'class')! // a rule of train: the loss reads a class
      const labels = await labelsOf(rows, column)
      const grouped = restarted(settings, ({ next }) => lasting(groupedByLabel(labels, batchSize, next), settings))
      const several = groupedByLabel(labels, batchSize, () => 0).next().value !== undefined
      return several
        ? sized(settings, rows.count, grouped)
        : left(problem(tooFew(on, column, labels), { stage: 'train' }))
    }
    case 'by length': {
      const lengths = await lengthsOf(rows, textColumns)
      const sorted = ({ next }: Draws) => lasting(byLength(lengths, batchSize, next).values(), settings)
      return sized(settings, rows.count, restarted(settings, sorted), full)
    }
  }
}

const tooFew = (split: string, column: string, labels: Int32Array) => {
  const rows = new Map<number, number>()
  for (const label of labels) rows.set(label, (rows.get(label) ?? 0) + 1)
  const several = [...rows.values()].filter(count => count > 1).length
  return `train: grouped by label needs two classes with two rows each; ${column} of ${split} has ${several === 0 ? 'none' : 'one'}: add rows, or choose another sampler`
}

/** What leaves no batch of so many rows, whatever they are. */
export const leavesNoBatch = ({ batchSize, lastBatch, on }: TrainSettings, rows: number): Problems =>
  lastBatch === 'dropped' && rows > 0 && rows < batchSize
    ? [problem(noBatch(on, rows, batchSize), { stage: 'train' })]
    : []

const noBatch = (split: string, rows: number, batchSize: number) =>
  `train: lastBatch dropped leaves no batch: ${split} has ${countOf(rows, 'row')}, and batchSize is ${batchSize}: lower it, or leave lastBatch out`

type Last = Pick<TrainSettings, 'batchSize' | 'lastBatch'>

/** With its length: so many batches an epoch, or, where that is not known, as many as are drawn. */
const sized = (
  settings: TrainSettings,
  rows: number,
  drawn: Sampler['drawn'],
  known?: number,
): Either<Problem, Sampler> => {
  const { seed, batchSize, lastBatch, on } = settings
  const batches = (epoch: number) => [...iterated(drawn(epoch, drawsOf(seed + epoch)))]
  const count = (epoch: number): number => known ?? batches(epoch).length
  return count(0) === 0 && lastBatch === 'dropped'
    ? left(problem(noBatch(on, rows, batchSize), { stage: 'train' }))
    : right({ batches, count, drawn, ...lengthOf(epochsOf(settings).map(count), settings) })
}
export const epochsOf = ({ epochs = 1 }: TrainSettings): readonly number[] =>
  Array.from({ length: epochs }, (_, i) => i)

function* iterated<A>(iterator: Iterator<A, undefined>): Generator<A, undefined> {
  for (let each = iterator.next(); !each.done; each = iterator.next()) yield each.value
}

/** A generator that several data sets share begins anew when the first batch is asked for. */
const restarted = (
  { seed }: Pick<TrainSettings, 'seed'>,
  batches: (draws: Draws) => Iterator<readonly number[], undefined>,
): Sampler['drawn'] =>
  function* (epoch, draws): Generator<readonly number[], undefined> {
    draws.restart(seed + epoch)
    return yield* iterated(batches(draws))
  }

function* lasting(
  batches: Iterator<readonly number[], undefined>,
  { batchSize, lastBatch }: Last,
): Generator<readonly number[], undefined> {
  for (const batch of iterated(batches)) if (lastBatch === 'kept' || batch.length === batchSize) yield batch
}

const batchesOf = (order: readonly number[], { batchSize, lastBatch }: Last): readonly (readonly number[])[] =>
  epochBatches(order.length, batchSize, order).filter(({ length }) => lastBatch === 'kept' || length === batchSize)

/**
 * Batches of an order that is drawn when the first one is asked for. A short batch looks for more rows, which draws an order that
 * nobody sees: what another data set draws then comes after it. Source: torch.utils.data.RandomSampler.
 */
function* shuffledBatches(rows: number, last: Last, draw: () => number): Generator<readonly number[], undefined> {
  for (const batch of batchesOf(Array.from(permutation(rows, draw)), last)) {
    if (batch.length < last.batchSize) permutation(rows, draw)
    yield batch
  }
}

const keysOf = async (rows: Rows, columns: readonly string[]): Promise<Float64Array> => {
  const keys = new Float64Array(rows.count * columns.length)
  let at = 0
  for await (const row of rows.all()) for (const column of columns) keys[at++] = textKey(String(row[column]))
  return keys
}

const labelsOf = async (rows: Rows, column: string): Promise<Int32Array> => {
  const labels = new Int32Array(rows.count)
  let at = 0
  for await (const row of rows.all()) labels[at++] = Number(row[column])
  return labels
}

/** Characters of the longest text of each row: what the reference sorts by, too, and known without a tokenizer. */
const lengthsOf = async (rows: Rows, columns: readonly string[]): Promise<Uint32Array> => {
  const lengths = new Uint32Array(rows.count)
  let at = 0
  for await (const row of rows.all()) lengths[at++] = Math.max(...columns.map(column => String(row[column]).length))
  return lengths
}
