import type { Round } from './statistics.js'

/** Whether both sides train on the same rows in the same order, by what they say of each of the first steps. */
export interface Agreement {
  readonly steps: number
  /** Mean of |ours − reference| over the mean of the reference's losses. */
  readonly difference: number
}

/**
 * Losses of the same batches differ by what dropout draws; those of other batches by several times as much.
 * Measured on the STS Benchmark: see bench/README.md.
 */
export const largestDifference = 0.2

export const agreement = (losses: readonly Round[]): Agreement => ({
  steps: losses.length,
  difference:
    sum(losses.map(({ ours, reference }) => Math.abs(ours - reference))) /
    sum(losses.map(({ reference }) => reference)),
})

/** Why the two sides cannot be compared. */
export const disagreement = ({ steps, difference }: Agreement, pairs: readonly Round[]): string | undefined => {
  const uneven = pairs.find(({ ours, reference }) => ours !== reference)
  if (uneven !== undefined)
    return `ours trained on ${uneven.ours} pairs where the reference trained on ${uneven.reference}: they do not do the same work`
  return difference <= largestDifference
    ? undefined
    : `the losses of the first ${steps} steps differ by ${(100 * difference).toFixed(0)} %: the two sides do not see the same rows`
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
