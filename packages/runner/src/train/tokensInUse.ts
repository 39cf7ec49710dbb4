import type { Row } from '@siamese/core'
import type { Rows } from '../sources/rows.js'
import { type Collation, inputsByKind, tokenizeRows } from './collate.js'

/** Tokenizing takes some 5 µs a text; of more texts nearly every token occurs. */
const mostTexts = 100_000
const together = 1024

/** The token ids that occur in the rows of a split, rising; undefined where there are too many texts to look. */
export const tokensInUse = async (collation: Collation, rows: Rows): Promise<Int32Array | undefined> => {
  if (rows.count * inputsByKind(collation.loss).textColumns.length > mostTexts) return undefined
  const seen = new Set([collation.tokenizer.pad])
  const see = (some: readonly Row[]): void => {
    for (const id of tokenizeRows(collation, some).ids) seen.add(id)
  }
  let some: Row[] = []
  for await (const row of rows.all()) {
    if (some.push(row) < together) continue
    see(some)
    some = []
  }
  see(some)
  return Int32Array.from(seen).sort()
}
