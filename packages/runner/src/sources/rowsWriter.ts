import type { Row } from '@siamese/core'
import { inMemory, type Rows } from './rows.js'
import { type RowsFile, rowsFile } from './rowsFile.js'

/** Takes rows one by one and then gives them all. */
export interface RowsWriter {
  readonly add: (row: Row) => Promise<void>
  readonly rows: () => Promise<Rows>
  /** Forgets what was added, when there will be no rows. */
  readonly drop: () => Promise<void>
}

/** Bytes of rows that are held in memory where nothing else is said. */
export const defaultMemory = 256 * 2 ** 20

/** `memory`: bytes of rows to hold before all of them go to a file in `folder`. */
export const rowsWriter = (folder: string, memory: number): RowsWriter => {
  let held: Row[] = []
  let bytes = 0
  let file: RowsFile | undefined
  const spill = async (): Promise<void> => {
    file = await rowsFile(folder)
    for (const row of held) await file.add(row)
    held = []
  }
  return {
    add: async row => {
      if (file !== undefined) return file.add(row)
      held.push(row)
      bytes += sizeOf(row)
      if (bytes > memory) await spill()
    },
    rows: async () => file?.rows() ?? inMemory(held),
    drop: async () => file?.close(),
  }
}

/** About what a row takes in memory: two bytes a character, and V8's headers. */
const sizeOf = (row: Row): number => {
  let bytes = 48
  for (const name in row) {
    const value = row[name]!
    if (typeof value === 'number') bytes += 16
    else if (typeof value === 'string') bytes += 24 + 2 * value.length
    else for (const each of value) bytes += typeof each === 'string' ? 32 + 2 * each.length : 8
  }
  return bytes
}
