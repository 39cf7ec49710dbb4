/** How long texts are, in tokens, special ones included. */
export interface Lengths {
  readonly texts: number
  readonly median: number
  /** 95 of 100 texts are no longer. */
  readonly most95: number
  readonly longest: number
  /** Texts that are longer than the limit, and the tokens that are cut off them, of all their tokens. */
  readonly cut: number
  readonly lost: number
  readonly tokens: number
  /** Texts without a token of their own. */
  readonly empty: number
  readonly buckets: readonly Bucket[]
}
/** Texts of `from` to `to` tokens, both included. */
export interface Bucket {
  readonly from: number
  readonly to: number
  readonly texts: number
}

/** A text's tokens, and of the tokenizer how many are kept and how many it puts around a text. */
export interface Measured {
  readonly length: number
  readonly limit: number
  readonly special: number
}

export const lengthsOf = (texts: readonly Measured[]): Lengths => {
  const sorted = texts.map(({ length }) => length).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  const sum = (of: (text: Measured) => number) => texts.reduce((all, each) => all + of(each), 0)
  return {
    texts: sorted.length,
    median: at(0.5),
    most95: at(0.95),
    longest: at(1),
    cut: texts.filter(({ length, limit }) => length > limit).length,
    lost: sum(({ length, limit }) => Math.max(0, length - limit)),
    tokens: sum(({ length }) => length),
    empty: texts.filter(({ length, special }) => length <= special).length,
    buckets: bucketsOf(sorted, at(0.99)),
  }
}

/** At most ten of one width, a round one, for all but the longest texts, which share the last. */
const bucketsOf = (sorted: readonly number[], usual: number): readonly Bucket[] => {
  const longest = sorted.at(-1) ?? 0
  const width = widths.find(each => each * (most - 1) >= usual) ?? Math.ceil(usual / (most - 1))
  const found: Bucket[] = []
  for (let from = 1; from <= longest; from += width) {
    const last = found.length === most - 1
    const to = last ? longest : from + width - 1
    found.push({ from, to, texts: sorted.filter(length => length >= from && length <= to).length })
    if (last) break
  }
  const first = found.findIndex(({ texts }) => texts > 0)
  return found.slice(Math.max(0, first))
}

const most = 10
const widths = [1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000]
