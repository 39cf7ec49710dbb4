import { randperm } from '@siamese/core'

/** The batches of one epoch, as row numbers; the last one may be short. */
export const epochBatches = (
  rows: number,
  batchSize: number,
  order: readonly number[],
): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(rows / batchSize) }, (_, i) => order.slice(i * batchSize, (i + 1) * batchSize))

/** Batches in groups that make one step together; a group never reaches over the end of an epoch. */
export const stepGroups = <A>(batches: readonly A[], accumulate: number): readonly (readonly A[])[] =>
  Array.from({ length: Math.ceil(batches.length / accumulate) }, (_, i) =>
    batches.slice(i * accumulate, (i + 1) * accumulate),
  )

/** The order of rows in epoch e (from 0): as given, or torch.randperm from a generator seeded seed + e. */
export const rowOrder = (
  order: 'shuffled' | 'as given',
  rows: number,
  seed: number,
  epoch: number,
): readonly number[] =>
  order === 'shuffled' ? Array.from(randperm(rows, seed + epoch)) : Array.from({ length: rows }, (_, i) => i)

export interface Length {
  readonly stepsPerEpoch: number
  readonly total: number
}
/** Steps of a whole run: ⌈⌈rows / batch⌉ / accumulate⌉ an epoch, for `epochs`, or `steps` in all. */
export const lengthOf = (
  rows: number,
  {
    batchSize,
    accumulate,
    epochs,
    steps,
  }: { batchSize: number; accumulate: number; epochs?: number | undefined; steps?: number | undefined },
): Length => {
  const stepsPerEpoch = Math.ceil(Math.ceil(rows / batchSize) / accumulate)
  return { stepsPerEpoch, total: steps ?? stepsPerEpoch * (epochs ?? 1) }
}
