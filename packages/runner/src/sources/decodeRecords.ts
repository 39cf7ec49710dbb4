import { type Data, type Problem, problem, type Row } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Placed, Reading } from './dataRecords.js'
import { decodeRow } from './decodeRow.js'

/** A row and where it comes from, so that what is found out later can still name its line. */
export interface PlacedRow {
  readonly place: string
  readonly row: Row
}

export type RowStream = AsyncIterable<Either<Problem, PlacedRow>>

/** Records as rows. A column that the first record lacks is said once, and ends the file. */
export async function* decodeRecords(data: Data, records: Reading): RowStream {
  const decode = decodeRow(data.columns)
  let first = true
  for await (const read of records) {
    if (isLeft(read)) {
      yield read
      continue
    }
    const missing = first ? lacking(data, read.right) : undefined
    if (missing !== undefined) {
      yield left(problem(missing))
      return
    }
    first = false
    const row = decode(read.right)
    yield isLeft(row) ? left(problem(row.left)) : right({ place: read.right.place, row: row.right })
  }
}

const lacking = ({ data, columns }: Data, { place, record }: Placed): string | undefined => {
  const missing = columns.map(([name]) => name).filter(name => !Object.hasOwn(record, name))
  if (missing.length === 0) return undefined
  const file = place.replace(/(:\d+|\[\d+\])$/, '')
  const has = Object.keys(record).join(', ') || 'none'
  return `${data} needs the columns ${missing.join(', ')}; ${file} has ${has}: name them as the file does`
}
