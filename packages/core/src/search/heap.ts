/** The least of many at hand: a binary heap. */
export interface Heap<A> {
  readonly size: () => number
  readonly push: (value: A) => void
  /** Takes the least out and puts `value` in. */
  readonly replace: (value: A) => A
  readonly least: () => A
  readonly values: () => readonly A[]
}

export const heap = <A>(precedes: (a: A, b: A) => boolean): Heap<A> => {
  const values: A[] = []
  const swap = (i: number, j: number): void => {
    const a = values[i]!
    values[i] = values[j]!
    values[j] = a
  }
  const rise = (i: number): void => {
    for (let at = i; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!precedes(values[at]!, values[parent]!)) return
      swap(at, parent)
      at = parent
    }
  }
  const sink = (): void => {
    for (let at = 0; ; ) {
      const [one, other] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (one < values.length && precedes(values[one]!, values[least]!)) least = one
      if (other < values.length && precedes(values[other]!, values[least]!)) least = other
      if (least === at) return
      swap(at, least)
      at = least
    }
  }
  return {
    size: () => values.length,
    push: value => {
      values.push(value)
      rise(values.length - 1)
    },
    replace: value => {
      const out = values[0]!
      values[0] = value
      sink()
      return out
    },
    least: () => values[0]!,
    values: () => values,
  }
}
