/**
 * Batches with several rows of each label: round by round, every label that has them left gives two rows, labels and rows as `order` has
 * them first. An odd row of a label and labels of one row are left out; it ends where fewer than two labels are left, and a last batch of
 * fewer than four rows is left out. So every batch has two labels or more, each with two rows or more. Source: GroupByLabelBatchSampler.
 */
export const groupedByLabel = (
  order: readonly number[],
  batchSize: number,
  labels: ArrayLike<number>,
): readonly (readonly number[])[] => {
  const byLabel = new Map<number, number[]>()
  for (const row of order) {
    const of = byLabel.get(labels[row]!)
    if (of === undefined) byLabel.set(labels[row]!, [row])
    else of.push(row)
  }
  let left = [...byLabel.values()].map(rows => ({ rows, at: 0 })).filter(hasTwo)
  const taken: number[] = []
  while (left.length > 1) {
    for (const label of left) {
      taken.push(label.rows[label.at]!, label.rows[label.at + 1]!)
      label.at += 2
    }
    left = left.filter(hasTwo)
  }
  const batches = Array.from({ length: Math.ceil(taken.length / batchSize) }, (_, i) =>
    taken.slice(i * batchSize, (i + 1) * batchSize),
  )
  return batches.filter(batch => batch.length >= 4)
}

const hasTwo = ({ rows, at }: { readonly rows: readonly number[]; readonly at: number }): boolean =>
  rows.length - at > 1
