import { permutation } from '@siamese/core'

/**
 * Batches in which no text occurs twice, in any column: rows are taken in order, a row whose text is in the batch already waits for a
 * later one. Every row is in one batch; where only rows are left that do not go together, batches are short. `keys` has the texts of
 * row r as numbers, `texts` of them from r · texts on. Source: NoDuplicatesBatchSampler.
 */
export const noDuplicates = (
  order: readonly number[],
  batchSize: number,
  keys: Float64Array,
  texts: number,
): readonly (readonly number[])[] => {
  const batches: number[][] = []
  const next = linked(order.length)
  while (next[0]! < end) {
    const batch: number[] = []
    const taken = new Set<number>()
    for (let before = 0; batch.length < batchSize && next[before]! < end; ) {
      const at = next[before]!
      const row = order[at - 1]!
      const own = keys.subarray(row * texts, (row + 1) * texts)
      if (own.some(key => taken.has(key))) {
        before = at
        continue
      }
      for (const key of own) taken.add(key)
      batch.push(row)
      next[before] = next[at]!
    }
    batches.push(batch)
  }
  return batches
}

/**
 * The batches of an epoch, the last short ones among them or not. Where too few are full, the rows are drawn anew, twice at most, until
 * there are as many as rows without duplicates would make.
 */
export function* noDuplicatesInEpoch(
  { rows, keys, texts }: { readonly rows: number; readonly keys: Float64Array; readonly texts: number },
  batchSize: number,
  draw: () => number,
  short: 'kept' | 'dropped',
): Generator<readonly number[], undefined> {
  const pass = (): readonly (readonly number[])[] => {
    const made = noDuplicates(Array.from(permutation(rows, draw)), batchSize, keys, texts)
    return short === 'kept' ? made : made.filter(({ length }) => length === batchSize)
  }
  const first = pass()
  yield* first
  let left = (short === 'kept' ? Math.ceil(rows / batchSize) : Math.floor(rows / batchSize)) - first.length
  for (let again = 0; again < 2 && left > 0 && first.length > 0; again++) {
    const more = pass().slice(0, left)
    left -= more.length
    yield* more
  }
}

const end = 2 ** 32 - 1
/** Places 1 to n, each with the one after it; place 0 stands before the first. */
const linked = (n: number): Uint32Array => Uint32Array.from({ length: n + 1 }, (_, i) => (i === n ? end : i + 1))

/** A text as a number of 53 bits. Two texts of one number, hardly ever, only keep out of each other's batches. */
export const textKey = (text: string): number => {
  let [a, b] = [0x811c9dc5, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11)
}
