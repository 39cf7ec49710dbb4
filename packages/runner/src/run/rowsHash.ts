import { createHash } from 'node:crypto'
import { canonical } from '../canonical.js'
import type { Rows } from '../sources/rows.js'

/** sha256 of the rows as the pipeline sees them, in order, and of the corpus that they are looked for in. */
export const rowsHash = async (rows: Rows): Promise<string> => {
  const hash = createHash('sha256')
  for await (const row of rows.all()) hash.update(`${canonical(row)}\n`)
  if (rows.drawnFrom !== undefined) for await (const row of rows.drawnFrom.all()) hash.update(`${canonical(row)}\n`)
  if (rows.corpus !== undefined) for await (const row of rows.corpus.all()) hash.update(`${canonical(row)}\n`)
  return hash.digest('hex')
}
