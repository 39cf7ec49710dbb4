/** A heap in an array: what comes before all others is first, and each one's children are at 2i + 1 and 2i + 2. */
export type Before<A> = (a: A, b: A) => boolean

export const push = <A>(heap: A[], value: A, before: Before<A>): void => {
  let at = heap.length
  heap.push(value)
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!before(value, heap[parent]!)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = value
}

/** Takes the first one out; there must be one. */
export const pop = <A>(heap: A[], before: Before<A>): A => {
  const first = heap[0]!
  const value = heap.pop()!
  const length = heap.length
  if (length === 0) return first
  let at = 0
  for (let child = 1; child < length; child = 2 * at + 1) {
    if (child + 1 < length && before(heap[child + 1]!, heap[child]!)) child++
    if (!before(heap[child]!, value)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = value
  return first
}
