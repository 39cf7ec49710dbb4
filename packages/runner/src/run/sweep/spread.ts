import { mean } from '../../mean.js'

/** What numbers of the same thing are about, and how far they are from one another. */
export interface Spread {
  readonly mean: number
  /** Of the sample: √(Σ(x − mean)² / (n − 1)); left out of a single number, which has none. */
  readonly deviation?: number
  readonly n: number
}

export const spreadOf = (values: readonly number[]): Spread => {
  const n = values.length
  const middle = mean(values)
  if (n < 2) return { mean: middle, n }
  return {
    mean: middle,
    deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1)),
    n,
  }
}
