import { discount, discounts } from './ndcg.js'

/** The documents found for a query, best first, each relevant or not, and how many relevant ones there are. */
export interface Ranking {
  readonly hits: readonly boolean[]
  readonly relevant: number
}

/** Of the first `k`: whether one is relevant. */
export const accuracyAt = ({ hits }: Ranking, k: number): number => (hits.slice(0, k).includes(true) ? 1 : 0)
/** The share that is relevant, of `k` also where fewer were found. */
export const precisionAt = ({ hits }: Ranking, k: number): number => hits.slice(0, k).filter(Boolean).length / k
/** The share of the relevant ones that is there. */
export const recallAt = ({ hits, relevant }: Ranking, k: number): number =>
  hits.slice(0, k).filter(Boolean).length / relevant
/** One over the rank of the first relevant one. */
export const reciprocalRankAt = ({ hits }: Ranking, k: number): number => {
  const first = hits.slice(0, k).indexOf(true)
  return first === -1 ? 0 : 1 / (first + 1)
}
/** Σ of 1 / log₂(rank + 1) of the relevant ones, over that of the best order. */
export const ndcgAt = ({ hits, relevant }: Ranking, k: number): number =>
  hits.slice(0, k).reduce((sum, hit, i) => (hit ? sum + discount(i + 1) : sum), 0) / discounts(Math.min(relevant, k))
/** The mean over min(k, relevant) of the precision at the rank of each relevant one. */
export const averagePrecisionAt = ({ hits, relevant }: Ranking, k: number): number => {
  let found = 0
  let sum = 0
  for (const [i, hit] of hits.slice(0, k).entries()) if (hit) sum += ++found / (i + 1)
  return sum / Math.min(k, relevant)
}
