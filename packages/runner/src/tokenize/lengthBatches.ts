/** How many texts share a batch: a number of them, or as many as fill so many tokens when each is padded to the longest. */
export type BatchSize = { readonly batchSize: number } | { readonly tokensPerBatch: number }

/** The places of texts in batches of similar length, the longest first; texts of one length keep their order. */
export const lengthBatches = (lengths: ArrayLike<number>, size: BatchSize): readonly (readonly number[])[] => {
  const order = Array.from(lengths, (_, i) => i).sort((a, b) => lengths[b]! - lengths[a]! || a - b)
  const batches: (readonly number[])[] = []
  for (let from = 0; from < order.length; ) {
    const longest = Math.max(1, lengths[order[from]!]!)
    const count = 'batchSize' in size ? size.batchSize : Math.max(1, Math.floor(size.tokensPerBatch / longest))
    batches.push(order.slice(from, from + count))
    from += count
  }
  return batches
}
