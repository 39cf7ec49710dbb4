/** What numbers of the same thing are about, and how far they are from one another. */
export interface Spread {
  readonly mean: number
  /** Of the sample: √(Σ(x − mean)² / (n − 1)); left out of a single number, which has none. */
  readonly deviation?: number
  readonly n: number
}

export const spreadOf = (values: readonly number[]): Spread => {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n < 2) return { mean, n }
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)), n }
}
