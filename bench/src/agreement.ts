import type { Both } from './both.js'

/** What a side says of one turn of training. */
export interface Turn {
  readonly pairs: number
  readonly loss: number
}

/** Whether both sides train on the same rows in the same order. */
export interface Agreement {
  readonly steps: number
  /** Mean of |ours − reference| over the mean of the reference, of the losses of the first steps, one by one. */
  readonly difference: number
  /** |ours − reference| over the reference, of the mean loss of all pairs. */
  readonly overall: number
}

/**
 * Losses of the same eight batches differ by what dropout draws: by 12 % where this was tried. Of the reference's own losses,
 * eight differ by 50 % from eight others in the median, and by less than this in one case of two hundred.
 */
export const largestDifference = 0.2

/** Dropout nearly cancels in a mean over many batches; a rate or a clipping that is not the reference's does not. */
export const largestOverall = 0.1

export const agreement = (first: readonly Both<Turn>[], all: readonly Both<Turn>[]): Agreement => {
  const distance = sum(first.map(({ ours, reference }) => Math.abs(ours.loss - reference.loss)))
  const ours = sum(all.map(each => each.ours.pairs * each.ours.loss))
  const reference = sum(all.map(each => each.reference.pairs * each.reference.loss))
  return {
    steps: first.length,
    difference: distance / sum(first.map(each => each.reference.loss)),
    overall: Math.abs(ours - reference) / reference,
  }
}

/** Why the two sides cannot be compared. */
export const disagreement = (
  { steps, difference, overall }: Agreement,
  all: readonly Both<Turn>[],
): string | undefined => {
  const uneven = all.find(({ ours, reference }) => ours.pairs !== reference.pairs)
  if (uneven !== undefined)
    return `ours trained on ${uneven.ours.pairs} pairs where the reference trained on ${uneven.reference.pairs}: they do not do the same work`
  // Written so that NaN is a disagreement, too.
  if (!(difference <= largestDifference))
    return `the losses of the first ${steps} steps differ by ${percent(difference)}: the two sides do not see the same rows`
  if (!(overall <= largestOverall))
    return `the losses of all steps differ by ${percent(overall)} in the mean: the two sides do not train alike`
  return undefined
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
