import { randperm } from '@siamese/core'

/** Words of one meaning; in a text any of them may stand for it. */
const who = [
  ['dog', 'puppy', 'hound'],
  ['cat', 'kitten'],
  ['child', 'kid'],
  ['farmer', 'peasant'],
  ['doctor', 'physician'],
  ['teacher', 'tutor'],
]
const does = [
  ['runs', 'races', 'jogs'],
  ['sleeps', 'naps', 'dozes'],
  ['eats', 'dines'],
  ['sings', 'hums'],
  ['waits', 'lingers'],
]
const where = [
  ['in the garden', 'in the yard'],
  ['on the road', 'on the street'],
  ['by the river', 'by the stream'],
  ['in the kitchen', 'in the house'],
]

export interface Pair {
  readonly sentence1: string
  readonly sentence2: string
  /** 0 to 5: two for who, two for what is done, one for where. */
  readonly score: number
}

/**
 * Pairs of short texts and how much of their meaning they share. The words of one meaning share no letters to learn from, so
 * only training shows that a puppy that naps is a dog that sleeps. The same seed gives the same pairs.
 */
export const pairs = (count: number, seed: number): readonly Pair[] =>
  Array.from({ length: count }, (_, i) => {
    const at = randperm(1000, seed * 100_000 + i)
    const [first, second] = [pick(at, 0), pick(at, 3)]
    // Each part is shared in every second pair.
    const shared = [0, 1, 2].map(part => at[6 + part]! % 2 === 0)
    const meant = second.map((other, part) => (shared[part] ? first[part]! : other))
    const same = meant.map((each, part) => each === first[part])
    return {
      sentence1: text(first, at.slice(9, 12)),
      sentence2: text(meant, at.slice(12, 15)),
      score: (same[0] ? 2 : 0) + (same[1] ? 2 : 0) + (same[2] ? 1 : 0),
    }
  })

const parts = [who, does, where]
const pick = (at: ArrayLike<number>, from: number): readonly number[] =>
  parts.map((list, part) => at[from + part]! % list.length)
const text = (meanings: readonly number[], at: ArrayLike<number>): string => {
  const [subject, verb, place] = meanings.map((meaning, part) => {
    const words = parts[part]![meaning]!
    return words[at[part]! % words.length]!
  })
  return `The ${subject} ${verb} ${place}.`
}

/** Every word of the texts, in order. */
export const words: readonly string[] = [...new Set(['the', ...parts.flat(2).flatMap(each => each.split(' '))])].sort()
