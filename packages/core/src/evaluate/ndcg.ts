import { descending } from './averagePrecision.js'

/** 1 / log₂(rank + 1), for ranks from 1. */
export const discount = (rank: number): number => 1 / Math.log2(rank + 1)

/** Σ of the discounts of the first ranks. */
export const discounts = (ranks: number): number => {
  let sum = 0
  for (let rank = 1; rank <= ranks; rank++) sum += discount(rank)
  return sum
}

/**
 * The discounted gain of the `k` best over the largest possible; `relevant` is 0 or 1. Equal scores share the mean of their gains over
 * the ranks that they take up. Source: ndcg_score of scikit-learn.
 */
export const ndcgOfScores = (scores: ArrayLike<number>, relevant: ArrayLike<number>, k: number): number => {
  const { order, ends } = descending(scores)
  let gain = 0
  let all = 0
  let from = 0
  for (const end of ends) {
    let found = 0
    for (let i = from; i < end; i++) found += relevant[order[i]!]!
    gain += (found / (end - from)) * (discounts(Math.min(end, k)) - discounts(Math.min(from, k)))
    all += found
    from = end
  }
  return all === 0 ? 0 : gain / discounts(Math.min(all, k))
}
