import type { RowScores } from './rowScores.js'

export interface Gathering {
  /** The least cosine of a member with the centre. */
  readonly threshold?: number
  readonly minSize?: number
}

/**
 * Groups of rows that are all close to one of them, which stands first, then the closest; the largest group first, and no row in two.
 * A row is a centre when `minSize` rows, itself among them, have at least the threshold. Source: community_detection.
 */
export const communityDetection = (
  { rows, of }: RowScores,
  { threshold = 0.75, minSize = 10 }: Gathering = {},
): readonly (readonly number[])[] => {
  const least = Math.fround(threshold)
  const found = Array.from({ length: rows }, (_, center) => {
    const scores = of(center)
    const close = [...scores.keys()].filter(row => scores[row]! >= least)
    return { center, close: close.length < minSize ? [] : close.sort((a, b) => scores[b]! - scores[a]! || a - b) }
  }).filter(({ close }) => close.length >= minSize)
  const used = new Set<number>()
  return largestFirst(found, ({ close }) => close.length)
    .flatMap(({ center, close }) => {
      const free = close.filter(row => !used.has(row))
      if (used.has(center) || free.length < minSize) return []
      const members = [center, ...free.filter(row => row !== center)]
      for (const row of members) used.add(row)
      return [members]
    })
    .sort((a, b) => b.length - a.length)
}

const largestFirst = <A>(all: readonly A[], size: (each: A) => number): readonly A[] =>
  [...all].sort((a, b) => size(b) - size(a))
