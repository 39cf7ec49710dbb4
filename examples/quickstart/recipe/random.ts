/** A small seeded generator, so that the data are the same bytes on every machine. */
export interface Random {
  readonly next: () => number
  readonly below: (limit: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <A>(list: readonly A[]) => A
  readonly shuffle: <A>(list: readonly A[]) => readonly A[]
}

/** A Weyl sequence modulo 2³², whose terms are mixed by two rounds of multiply and shift. */
export const random = (seed: number): Random => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    const a = Math.imul(state ^ (state >>> 16), 0x45d9f3b)
    const b = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d)
    return ((b ^ (b >>> 16)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <A>(list: readonly A[]): A => {
    if (list.length === 0) throw new Error('internal: nothing to pick from')
    return list[below(list.length)]!
  }
  const shuffle = <A>(list: readonly A[]): readonly A[] =>
    list
      .map(value => ({ value, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value)
  return { next, below, pick, shuffle, chance: probability => next() < probability }
}

/** FNV-1a: the same number for the same text, in 0 ≤ x < 1. */
export const fraction = (text: string): number => {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}
