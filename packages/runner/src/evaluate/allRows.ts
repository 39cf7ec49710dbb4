import type { Row } from '@siamese/core'
import type { Rows } from '../sources/rows.js'

export const allRows = async (rows: Rows): Promise<readonly Row[]> => {
  const all: Row[] = []
  for await (const row of rows.all()) all.push(row)
  return all
}
