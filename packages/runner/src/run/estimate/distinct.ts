/**
 * How many different numbers so many draws are expected to give, of whole numbers that lie as wide as those given:
 * n (1 − (1 − 1/n)ᵏ) of n = 1 + 2√3 σ equally likely ones.
 */
export const expectedDistinct = (seen: readonly number[], draws: number): number => {
  const mean = seen.reduce((sum, each) => sum + each, 0) / seen.length
  const variance = seen.reduce((sum, each) => sum + (each - mean) ** 2, 0) / seen.length
  const n = 1 + Math.sqrt(12 * variance)
  return n * (1 - (1 - 1 / n) ** draws)
}
