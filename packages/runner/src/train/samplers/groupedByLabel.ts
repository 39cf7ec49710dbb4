import { permutation } from '@siamese/core'

/**
 * Batches with several rows of each label. Rows of a label are drawn; round by round, in an order of labels that is drawn for it, every
 * label that has them left gives two rows. An odd row of a label and labels of one row are left out; it ends where fewer than two labels
 * are left, and a last batch of fewer than four rows is left out. So every batch has two labels or more, each with two rows or more.
 * Source: GroupByLabelBatchSampler.
 */
export function* groupedByLabel(
  labels: ArrayLike<number>,
  batchSize: number,
  draw: () => number,
): Generator<readonly number[], undefined> {
  let left = [...rowsByLabel(labels)].map(([label, rows]): Label => {
    const order = permutation(rows.length, draw).subarray(0, rows.length - (rows.length % 2))
    return { label, rows: Array.from(order, place => rows[place]!), at: 0 }
  })
  let batch: number[] = []
  let last: number | undefined
  while (left.length > 1) {
    const order = Array.from(permutation(left.length, draw), place => left[place]!)
    // Pairs that follow each other in a batch are of different labels.
    const same = batch.length > 0 && order[0]!.label === last
    const inTurn = same ? [order[1]!, order[0]!, ...order.slice(2)] : order
    for (const each of inTurn) {
      batch.push(each.rows[each.at]!, each.rows[each.at + 1]!)
      each.at += 2
      if (batch.length < batchSize) continue
      yield batch.slice(0, batchSize)
      batch = batch.slice(batchSize)
    }
    last = inTurn.at(-1)!.label
    left = inTurn.filter(({ rows, at }) => at < rows.length)
  }
  if (batch.length >= 4) yield batch
}

interface Label {
  readonly label: number
  readonly rows: readonly number[]
  at: number
}

/** The rows of each label that has two, labels in the order in which they come up. */
const rowsByLabel = (labels: ArrayLike<number>): ReadonlyMap<number, readonly number[]> => {
  const byLabel = new Map<number, number[]>()
  for (let row = 0; row < labels.length; row++) {
    const of = byLabel.get(labels[row]!)
    if (of === undefined) byLabel.set(labels[row]!, [row])
    else of.push(row)
  }
  return new Map([...byLabel].filter(([, rows]) => rows.length > 1))
}
