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

export interface Length {
  /** Steps of the first epoch. */
  readonly stepsPerEpoch: number
  readonly total: number
}
/** Steps of a whole run of epochs with so many batches: ⌈batches / accumulate⌉ an epoch, or `steps` in all. */
export const lengthOf = (
  batches: readonly number[],
  { accumulate, steps }: { readonly accumulate: number; readonly steps?: number | undefined },
): Length => {
  const each = batches.map(count => Math.ceil(count / accumulate))
  return { stepsPerEpoch: each[0]!, total: steps ?? each.reduce((sum, count) => sum + count, 0) }
}
