import { type Heap, heap } from './heap.js'

export interface Hit<Id> {
  readonly id: Id
  readonly score: number
}

/** The `k` best of all that is added, of equal scores those whose id comes first: the same whatever the order they are added in. */
export interface TopK<Id> {
  readonly add: (id: Id, score: number) => void
  /** Best first. */
  readonly hits: () => readonly Hit<Id>[]
}

export const topK = <Id>(k: number, comesFirst: (a: Id, b: Id) => boolean): TopK<Id> => {
  const isWorse = (a: Hit<Id>, b: Hit<Id>): boolean =>
    a.score < b.score || (a.score === b.score && comesFirst(b.id, a.id))
  const kept: Heap<Hit<Id>> = heap(isWorse)
  return {
    add: (id, score) => {
      if (kept.size() < k) kept.push({ id, score })
      else if (score >= kept.least().score && isWorse(kept.least(), { id, score })) kept.replace({ id, score })
    },
    hits: () => [...kept.values()].sort((a, b) => (isWorse(b, a) ? -1 : 1)),
  }
}

/** By code points, as Python orders texts; JavaScript's own order differs beyond the Basic Multilingual Plane. */
export const byCodePoint = (a: string, b: string): boolean => {
  let i = 0
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++
  if (i === a.length || i === b.length) return a.length < b.length
  const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
  const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000
  // A surrogate stands for a code point above all that have one unit.
  return isSurrogate(x) === isSurrogate(y) ? x < y : isSurrogate(y)
}
