import { type Problem, problem } from '@siamese/core'
import type { PlacedRow } from './decodeRecords.js'

/** An encoder makes nothing of a text without words: the problem of a row that has one. */
export const emptyText = (texts: readonly string[], { place, row }: PlacedRow): Problem | undefined => {
  const column = texts.find(name => String(row[name]).trim() === '')
  return column === undefined
    ? undefined
    : problem(
        `${place}, column ${column}: the text is empty; leave such rows out with filter(data, { column: '${column}', shortest: 1 })`,
      )
}
