import { permutation } from '@siamese/core'

/**
 * Rows in an order in which those of like length meet: a drawn order is cut into stretches of up to 50 batches, each is sorted, the longest
 * first, and the longest row of all comes first, so that an epoch begins with its largest batch. Source: transformers'
 * get_length_grouped_indices.
 */
export const byLength = (
  lengths: ArrayLike<number>,
  batchSize: number,
  draw: () => number,
): readonly (readonly number[])[] => {
  const order = Array.from(permutation(lengths.length, draw))
  const batches = Math.max(1, Math.min(Math.floor(order.length / (batchSize * 4)), 50))
  const stretch = batches * batchSize
  const sorted: number[][] = []
  for (let from = 0; from < order.length; from += stretch)
    sorted.push(order.slice(from, from + stretch).sort((a, b) => lengths[b]! - lengths[a]!))
  const longest = sorted.reduce((most, rows, i) => (lengths[rows[0]!]! > lengths[sorted[most]![0]!]! ? i : most), 0)
  const [first, other] = [sorted[0], sorted[longest]]
  if (first !== undefined && other !== undefined) {
    const row = first[0]!
    first[0] = other[0]!
    other[0] = row
  }
  const rows = sorted.flat()
  return Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
    rows.slice(i * batchSize, (i + 1) * batchSize),
  )
}
