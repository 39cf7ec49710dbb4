import { type Columns, isEncoded, type Problem, problem } from '@siamese/core'
import type { PlacedRow } from './decodeRecords.js'

/** An encoder makes nothing of a text without words: the problem of a row that has one. */
export const emptyText = (columns: Columns, { place, row }: PlacedRow): Problem | undefined => {
  const column = columns.find(
    ([name, kind]) =>
      typeof kind === 'string' && isEncoded(kind) && [row[name]!].flat().some(text => String(text).trim() === ''),
  )
  if (column === undefined) return undefined
  const [name, kind] = column
  return problem(
    kind === 'text'
      ? `${place}, column ${name}: the text is empty; leave such rows out with filter(data, { column: '${name}', shortest: 1 })`
      : `${place}, column ${name}: a text of the list is empty; take it out of the list`,
  )
}
