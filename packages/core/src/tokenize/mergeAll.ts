import { pop, push } from './heap.js'

export interface Merges {
  /** Where a pair stands among the merges, if it does. */
  readonly rank: (left: number, right: number) => number | undefined
  /** The id that each merge makes. */
  readonly made: readonly number[]
}

/** Pairs are kept in order by one number: the rank of the merge, then the place. */
const places = 2 ** 26

/** Merges neighbours, the lowest rank first and the leftmost of equals, until no pair has a merge. */
export const mergeAll = (symbols: readonly number[], { rank, made }: Merges): readonly number[] => {
  const ids = [...symbols]
  const after = ids.map((_, at) => at + 1)
  const before = ids.map((_, at) => at - 1)
  const waiting: number[] = []
  const offer = (at: number) => {
    const next = after[at]!
    const found = next < ids.length ? rank(ids[at]!, ids[next]!) : undefined
    if (found !== undefined) push(waiting, found * places + at, smaller)
  }
  for (let at = 0; at < ids.length; at++) offer(at)
  while (waiting.length > 0) {
    const top = pop(waiting, smaller)
    const at = top % places
    const found = (top - at) / places
    const next = after[at]!
    if (ids[at] === gone || next >= ids.length || rank(ids[at]!, ids[next]!) !== found) continue
    ids[at] = made[found]!
    ids[next] = gone
    after[at] = after[next]!
    if (after[at]! < ids.length) before[after[at]!] = at
    if (before[at]! >= 0) offer(before[at]!)
    offer(at)
  }
  return ids.filter(id => id !== gone)
}

const gone = -1

const smaller = (a: number, b: number): boolean => a < b
