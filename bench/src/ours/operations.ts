import type { Sizes } from './sizesOf.js'

/** Of each product of a layer with weights: how wide its rows come in, and go out. */
export type Shape = readonly [out: number, into: number]

/** Query, key, value and output; then to the intermediate size and back. */
export const shapesOf = ({ hidden, intermediate }: Pick<Sizes, 'hidden' | 'intermediate'>): readonly Shape[] => [
  ...Array.from({ length: 4 }, () => [hidden, hidden] as const),
  [intermediate, hidden],
  [hidden, intermediate],
]

/** Backward, a product has two others of as many operations. */
const forwardAndBackward = 3

/** [tokens, in] times [in, out] is 2 · tokens · in · out operations, in each layer. */
export const ofProducts = (sizes: Sizes, lengths: readonly number[]): number => {
  const perToken = sum(shapesOf(sizes).map(([out, into]) => 2 * out * into))
  return forwardAndBackward * sizes.layers * sum(lengths) * perToken
}

/** Of a text of l tokens, queries with keys and weights with values: each 2 · l² · hidden operations over all heads. */
export const ofAttention = ({ hidden, layers }: Sizes, lengths: readonly number[]): number =>
  forwardAndBackward * layers * sum(lengths.map(length => 4 * length ** 2 * hidden))

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
