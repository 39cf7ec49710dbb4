import { mean } from '../mean.js'

/** Blocks that a series is cut into before its ranks are compared: means of many numbers have less noise, and hardly depend on each other. */
const blocks = 20
/** Numbers that say something about a trend: five a block. */
export const enough = 5 * blocks

/**
 * Whether numbers in order show that they fall, as far as their noise lets anybody see: by the ranks of 20 means (Mann-Kendall, one-sided,
 * 5 %), or because the later half lies below the first tenth (Welch's t, one-sided, 1 %), as when a fall is short and steep.
 * Sources: Mann 1945, Kendall 1975; Welch 1947.
 */
export const falls = (values: readonly number[]): boolean =>
  mannKendall(meansOf(values)) < -1.645 ||
  welch(values.slice(Math.floor(values.length / 2)), values.slice(0, Math.ceil(values.length / 10))) < -2.33

/** Whether they show that they rise, by ranks. */
export const rises = (values: readonly number[]): boolean => mannKendall(meansOf(values)) > 1.645

const meansOf = (values: readonly number[]): readonly number[] =>
  Array.from({ length: blocks }, (_, i) =>
    mean(values.slice(Math.floor((i * values.length) / blocks), Math.floor(((i + 1) * values.length) / blocks))),
  )

/** z of S = Σ sign(xⱼ − xᵢ), i < j, whose variance is n (n − 1) (2n + 5) / 18 where there is no trend. */
export const mannKendall = (values: readonly number[]): number => {
  const n = values.length
  let s = 0
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) s += Math.sign(values[j]! - values[i]!)
  return (s - Math.sign(s)) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
}

/** t of the difference of two means whose variances differ. */
export const welch = (some: readonly number[], others: readonly number[]): number => {
  const difference = mean(some) - mean(others)
  const error = Math.sqrt(variance(some) / some.length + variance(others) / others.length)
  return difference === 0 ? 0 : difference / error
}

const variance = (values: readonly number[]): number => {
  const middle = mean(values)
  return values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1)
}
