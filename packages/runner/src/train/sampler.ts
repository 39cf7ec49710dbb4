import { type Problem, permutation, problem, randperm, type TrainSettings } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { inputsByKind } from '../compute/inputsByKind.js'
import type { PlannedLoss } from '../plan.js'
import type { Rows } from '../sources/rows.js'
import { epochBatches, type Length, lengthOf } from './batches.js'
import { groupedByLabel } from './samplers/groupedByLabel.js'
import { noDuplicates, textKey } from './samplers/noDuplicates.js'

/** Which rows a run sees together: the batches of an epoch (from 0) as row numbers, the same each time they are asked for. */
export interface Sampler extends Length {
  readonly batches: (epoch: number) => readonly (readonly number[])[]
  /** How many batches an epoch has. */
  readonly count: (epoch: number) => number
  /** The same one by one, where `draw` also draws for other data sets: an order that is drawn anew is then the next of that. */
  readonly drawn: (epoch: number, draw: () => number) => Iterator<readonly number[], undefined>
}

/** Reads what a sampler has to know of the rows; every epoch is then a function of the seed and its number. */
export const openSampler = async (
  settings: TrainSettings,
  loss: PlannedLoss,
  rows: Rows,
): Promise<Either<Problem, Sampler>> => {
  const { seed, batchSize } = settings
  const shuffled = (epoch: number): readonly number[] => Array.from(randperm(rows.count, seed + epoch))
  switch (settings.sampler) {
    case 'as given': {
      const batches = epochBatches(
        rows.count,
        batchSize,
        Array.from({ length: rows.count }, (_, i) => i),
      )
      return right(sized(settings, () => batches))
    }
    case 'shuffled':
      return right({
        ...sized(settings, epoch => epochBatches(rows.count, batchSize, shuffled(epoch)), rows.count),
        drawn: (_, draw) => shuffledBatches(rows.count, batchSize, draw),
      })
    case 'no duplicates': {
      const { textColumns } = inputsByKind(loss)
      const keys = await keysOf(rows, textColumns)
      return right(sized(settings, epoch => noDuplicates(shuffled(epoch), batchSize, keys, textColumns.length)))
    }
    case 'grouped by label': {
      const { column } = loss.inputs.find(({ kind }) => kind === 'class')! // a rule of train: the loss reads a class
      const labels = await labelsOf(rows, column)
      const batches = (epoch: number) => groupedByLabel(shuffled(epoch), batchSize, labels)
      return batches(0).length === 0
        ? left(problem(tooFew(settings.on, column), { stage: 'train' }))
        : right(sized(settings, batches))
    }
  }
}

const tooFew = (split: string, column: string) =>
  `train: grouped by label needs two classes with two rows each; the column ${column} of ${split} has not`

/** With its length; where every epoch has all rows in full batches, without drawing one. */
const sized = (settings: TrainSettings, batches: Sampler['batches'], rows?: number): Sampler => {
  const full = rows === undefined ? undefined : Math.ceil(rows / settings.batchSize)
  const count = (epoch: number): number => full ?? batches(epoch).length
  const drawn: Sampler['drawn'] = epoch => batches(epoch).values() as Iterator<readonly number[], undefined>
  return { batches, count, drawn, ...lengthOf(epochsOf(settings).map(count), settings) }
}
export const epochsOf = ({ epochs = 1 }: TrainSettings): readonly number[] =>
  Array.from({ length: epochs }, (_, i) => i)

/**
 * Batches of an order that is drawn when the first one is asked for. A short batch looks for more rows, which draws an order that
 * nobody sees: what another data set draws then comes after it. Source: torch.utils.data.RandomSampler.
 */
function* shuffledBatches(
  rows: number,
  batchSize: number,
  draw: () => number,
): Generator<readonly number[], undefined> {
  for (const batch of epochBatches(rows, batchSize, Array.from(permutation(rows, draw)))) {
    if (batch.length < batchSize) permutation(rows, draw)
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
