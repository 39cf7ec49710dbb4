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
    if (found !== undefined) push(waiting, found * places + at)
  }
  for (let at = 0; at < ids.length; at++) offer(at)
  while (waiting.length > 0) {
    const top = pop(waiting)
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

/** A heap in an array: the smallest number is first, and each one's children at 2i + 1 and 2i + 2. */
const push = (heap: number[], value: number): void => {
  let at = heap.length
  heap.push(value)
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (heap[parent]! <= value) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = value
}

const pop = (heap: number[]): number => {
  const least = heap[0]!
  const value = heap.pop()!
  const length = heap.length
  if (length === 0) return least
  let at = 0
  for (let child = 1; child < length; child = 2 * at + 1) {
    if (child + 1 < length && heap[child + 1]! < heap[child]!) child++
    if (heap[child]! >= value) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = value
  return least
}
