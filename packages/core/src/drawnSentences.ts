/** Sentences about pairs that are drawn from a data set. Those that a type says as well are derived as types. */
export const nothingToPair = <Name extends string, D extends string, Has extends string>(
  column: Name,
  data: D,
  columns: Has,
) => `drawPairs needs a text column named ${column}; ${data} has ${columns}` as const
export type NothingToPair<N extends string, D extends string, H extends string> = ReturnType<
  typeof nothingToPair<N, D, H>
>

export const noNegatives = <N extends number>(negatives: N) =>
  `drawPairs: negatives is ${negatives}: choose 1 or more` as const
export type NoNegatives<N extends number> = ReturnType<typeof noNegatives<N>>

export const negativesNotWhole = <N extends number>(negatives: N) =>
  `drawPairs: negatives is ${negatives}, not a whole number of pairs` as const
export type NegativesNotWhole<N extends number> = ReturnType<typeof negativesNotWhole<N>>

/**
 * Why: Pairs are drawn anew for each epoch, so nothing that looks at rows once can stand behind them.
 * Cure: Change the data set first: `drawPairs(take(…), …)`.
 * Types: Data that are drawn have columns and splits like others.
 */
export const drawnLast = (data: string): string =>
  `${data} is drawn anew for each epoch: change it before drawPairs, not after`

/**
 * Why: A group of pairs takes each of its texts once: one for the pair of a text with itself, two for each negative.
 * Cure: Lower `negatives`, or add texts.
 * Types: How many rows a split has is known when it is read.
 */
export const tooFewToPair = (split: string, group: number, taken: number, rows: number): string =>
  `drawPairs: a group of ${group} pairs takes ${taken} texts; ${split} has ${rows}: lower negatives, or add texts`

/**
 * Why: A batch holds whole groups, each a text with itself and its negatives, so that every batch has the same share of both.
 * Cure: Choose a batch size that the group divides.
 * Types: Data that are drawn have columns and splits like others.
 */
export const partOfGroup = (data: string, group: number, batchSize: number, fitting: string): string =>
  `train: ${data} is drawn in groups of ${group} pairs, and batchSize is ${batchSize}: choose ${fitting}`

/**
 * Why: Drawing pairs draws their order, too; another order would tear the groups apart.
 * Cure: Leave `sampler` out.
 * Types: Data that are drawn have columns and splits like others.
 */
export const drawnInOrder = (data: string, group: number, sampler: string): string =>
  `train: ${data} is drawn in groups of ${group} pairs, in an order of their own; sampler is ${sampler}: leave it out`
