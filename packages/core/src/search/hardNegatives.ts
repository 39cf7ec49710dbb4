import type { Hit } from './topK.js'

/** Which of the documents near a query are its negatives. */
export interface NegativesAsked {
  /** Of each query; 3 when not written. */
  readonly negatives?: number
  /** So many of the best are passed over, as they may be unmarked positives. */
  readonly rangeMin?: number
  /** Only so many of the best are looked at. */
  readonly rangeMax?: number
  readonly maxScore?: number
  readonly minScore?: number
  /** A negative's score is below that of the least similar positive by at least this. */
  readonly absoluteMargin?: number
  /** The same as a share of the positive's score: at most pos − |pos| · margin. */
  readonly relativeMargin?: number
  /** The best, or some of all that are left, by `draw`. */
  readonly sampling?: 'top' | 'random'
}

/** How many of a query's nearest documents are looked at, where no query has more positives than `positives`. */
export const rangeOf = (asked: NegativesAsked, positives: number): number => {
  const { negatives = 3, rangeMin = 0, rangeMax, absoluteMargin, relativeMargin, maxScore } = asked
  // Where some are passed over for their scores, more are looked at.
  const filtered = [absoluteMargin, relativeMargin, maxScore].some(each => each !== undefined)
  return rangeMax ?? rangeMin + negatives * (filtered ? 10 : 1) + positives
}

/** What is wrong with what is asked, if anything. */
export const unaskable = (asked: NegativesAsked, positives: number): string | undefined => {
  const { negatives = 3, rangeMin = 0 } = asked
  const rangeMax = rangeOf(asked, positives)
  if (!Number.isInteger(negatives) || negatives < 1) return `negatives is ${negatives}: choose 1 or more`
  if (!Number.isInteger(rangeMin) || rangeMin < 0) return `rangeMin is ${rangeMin}: choose 0 or more`
  if (rangeMin >= rangeMax) return `rangeMin is ${rangeMin} and rangeMax ${rangeMax}: choose a rangeMax above it`
  return negatives > rangeMax - rangeMin
    ? `negatives is ${negatives}, and from ${rangeMin} to ${rangeMax} there are ${rangeMax - rangeMin}: choose fewer, or a larger rangeMax`
    : undefined
}

/**
 * The negatives of one query among its nearest documents, best first: positives left out, then what the margins and limits refuse, then
 * the best `rangeMax` without the first `rangeMin`. Fewer where there are no more. Source: mine_hard_negatives.
 */
export const hardNegatives = (
  nearest: readonly Hit<number>[],
  positives: readonly Hit<number>[],
  asked: NegativesAsked,
  range: number,
  draw: () => number,
): readonly Hit<number>[] => {
  const { negatives = 3, rangeMin = 0, sampling = 'top', maxScore, minScore, absoluteMargin, relativeMargin } = asked
  const own = new Set(positives.map(({ id }) => id))
  const least = Math.min(...positives.map(({ score }) => score))
  const fits = ({ id, score }: Hit<number>): boolean =>
    !own.has(id) &&
    (absoluteMargin === undefined || Math.fround(score + Math.fround(absoluteMargin)) <= least) &&
    (relativeMargin === undefined ||
      score <= Math.fround(least - Math.fround(Math.abs(least) * Math.fround(relativeMargin)))) &&
    (maxScore === undefined || score <= Math.fround(maxScore)) &&
    (minScore === undefined || score >= Math.fround(minScore))
  const left = nearest.filter(fits).slice(0, range).slice(rangeMin)
  return sampling === 'top' ? left.slice(0, negatives) : drawn(left, negatives, draw)
}

/** So many of a list, each as likely as the others, in the list's order. `draw` gives whole numbers of 32 bits. */
const drawn = <A>(list: readonly A[], count: number, draw: () => number): readonly A[] => {
  const places = list.map((_, i) => i)
  const some = Math.min(count, list.length)
  for (let i = 0; i < some; i++) {
    const other = i + (draw() % (places.length - i))
    const here = places[i]!
    places[i] = places[other]!
    places[other] = here
  }
  return places
    .slice(0, some)
    .sort((a, b) => a - b)
    .map(place => list[place]!)
}
