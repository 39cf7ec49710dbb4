import type { Row } from '@siamese/core'
import { inputsByKind } from '../compute/inputsByKind.js'
import { everyText, type Rows } from '../sources/rows.js'
import { type Collation, tokenizeRows } from './collate.js'
import type { Source } from './source.js'

/** Tokenizing takes some 5 µs a text; of more texts nearly every token occurs. */
const mostTexts = 100_000
const together = 1024

/** The token ids that occur in what is trained on, rising; undefined where there are too many texts to look. */
export const tokensInUse = async ({ sets }: Pick<Source, 'sets'>): Promise<Int32Array | undefined> => {
  const found = await Promise.all(sets.map(({ collation, rows }) => tokensOf(collation, rows)))
  const [first, ...others] = found
  if (first === undefined || others.length === 0) return first
  return others.includes(undefined) ? undefined : Int32Array.from(new Set(found.flatMap(ids => [...ids!]))).sort()
}

/** The token ids that occur in the rows of a split, rising; undefined where there are too many texts to look. */
const tokensOf = async (collation: Collation, rows: Rows): Promise<Int32Array | undefined> => {
  const { textColumns, tells } = inputsByKind(collation.loss)
  // A decoder gives every token of the vocabulary a score; ids of two tokenizers name other tokens.
  if (tells || collation.encoders !== undefined || rows.count * textColumns.length > mostTexts) return undefined
  const seen = new Set([collation.tokenizer.pad])
  const see = (some: readonly Row[]): void => {
    for (const ids of tokenizeRows(collation, some).each) for (const id of ids) seen.add(id)
  }
  let some: Row[] = []
  for await (const row of everyText(rows)) {
    if (some.push(row) < together) continue
    see(some)
    some = []
  }
  see(some)
  return Int32Array.from(seen).sort()
}
