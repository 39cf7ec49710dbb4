import { mersenneTwister } from '../random/mersenneTwister.js'
import { spearman } from './correlation.js'

/** The difference of two models' Spearman correlations with the same scores, and what of it may be chance. */
export interface Bootstrapped {
  /** Second minus first. */
  readonly difference: number
  /** 95 % of the differences of resampled pairs lie between these. */
  readonly low: number
  readonly high: number
  /** Twice the share of resampled differences on the other side of 0; at least 1 / samples. */
  readonly p: number
}

/**
 * Pairs are drawn with putting back, as many as there are, and both models are judged on the same ones; so many times. What is drawn is a
 * function of the seed. Efron & Tibshirani 1993, § 13 (percentiles); Berg-Kirkpatrick et al. 2012 (paired).
 */
export const pairedBootstrap = (
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  scores: ArrayLike<number>,
  { samples = 1000, seed = 42 }: { readonly samples?: number; readonly seed?: number } = {},
): Bootstrapped => {
  const next = mersenneTwister(seed)
  const count = scores.length
  const of = (values: ArrayLike<number>, rows: Int32Array) => Float64Array.from(rows, row => values[row]!)
  const differences = new Float64Array(samples)
  for (let sample = 0; sample < samples; sample++) {
    const rows = Int32Array.from({ length: count }, () => next() % count)
    const drawn = of(scores, rows)
    const difference = spearman(of(second, rows), drawn) - spearman(of(first, rows), drawn)
    differences[sample] = Number.isNaN(difference) ? 0 : difference // all scores that were drawn are equal
  }
  differences.sort()
  const share = (side: (difference: number) => boolean): number => differences.filter(side).length / samples
  const other = Math.min(
    share(difference => difference <= 0),
    share(difference => difference >= 0),
  )
  return {
    difference: spearman(second, scores) - spearman(first, scores),
    low: quantile(differences, 0.025),
    high: quantile(differences, 0.975),
    p: Math.min(1, Math.max(1 / samples, 2 * other)),
  }
}

/** Between the two nearest, in proportion. */
const quantile = (sorted: Float64Array, share: number): number => {
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return below + (at - Math.floor(at)) * (above - below)
}
