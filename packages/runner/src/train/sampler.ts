import { type Problem, problem, randperm, type TrainSettings } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { PlannedLoss } from '../plan.js'
import type { Rows } from '../sources/rows.js'
import { epochBatches, type Length, lengthOf } from './batches.js'
import { inputsByKind } from './collate.js'
import { groupedByLabel } from './samplers/groupedByLabel.js'
import { noDuplicates, textKey } from './samplers/noDuplicates.js'

/** Which rows a run sees together: the batches of an epoch (from 0) as row numbers, the same each time they are asked for. */
export interface Sampler extends Length {
  readonly batches: (epoch: number) => readonly (readonly number[])[]
  /** How many batches an epoch has. */
  readonly count: (epoch: number) => number
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
      return right(sized(settings, epoch => epochBatches(rows.count, batchSize, shuffled(epoch)), rows.count))
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
  return { batches, count, ...lengthOf(epochs(settings).map(count), settings) }
}
const epochs = ({ epochs = 1 }: TrainSettings): readonly number[] => Array.from({ length: epochs }, (_, i) => i)

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
