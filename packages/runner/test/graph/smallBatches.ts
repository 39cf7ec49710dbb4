type Ids = readonly number[]
type Rows = readonly (readonly Ids[])[]

/** A text of so many tokens, its special ones among them; another for another `n`. */
export const text = (n: number, length: number): Ids =>
  Array.from({ length }, (_, i) => {
    const isSpecial = length > 1 && (i === 0 || i === length - 1)
    return isSpecial ? (i === 0 ? 2 : 3) : 4 + ((n * 11 + i * 7 + n * i) % 19)
  })

/** Rows whose texts have these lengths. */
const rows = (texts: number, lengths: readonly number[]): Rows => {
  const count = lengths.length / texts
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: texts }, (_, role) => text(1 + row * texts + role, lengths[row * texts + role]!)),
  )
}

/** Batches of the shapes that go wrong most easily, for rows of so many texts. */
export const smallBatches = (texts: number): readonly (readonly [name: string, rows: Rows])[] => {
  const lengths = (count: number, of: (i: number) => number): Rows =>
    rows(
      texts,
      Array.from({ length: count * texts }, (_, i) => of(i)),
    )
  return [
    ['seven rows', lengths(7, i => 3 + ((i * 5) % 8))],
    ['one row', lengths(1, i => 4 + i)],
    ['one row of one token', lengths(1, () => 1)],
    ['one token each', lengths(3, () => 1)],
    ['all of one length', lengths(4, () => 6)],
    ['one token beside many', lengths(2, i => (i === 0 ? 1 : 12))],
    ['an empty text', lengths(3, i => (i === 1 ? 0 : 2 + (i % 9)))],
    ['nothing but empty texts', lengths(2, () => 0)],
  ]
}
