import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Rows of float32 in a file, so that they need not fit into memory. */
export interface RowsOfNumbers {
  readonly count: () => number
  /** Rows one after the other. */
  readonly add: (rows: Float32Array) => void
  /** Fewer where there are no more. */
  readonly read: (from: number, count: number) => Float32Array
  /** A temporary file is removed. */
  readonly close: () => void
}

/** A file of its own for as long as it is open. */
export const temporaryRows = (width: number): RowsOfNumbers => {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-embeddings-'))
  const rows = openRows(join(folder, 'embeddings.f32'), width, 'w+')
  return {
    ...rows,
    close: () => {
      rows.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A file that holds so many rows already, or none yet. */
export const openRows = (path: string, width: number, mode: 'r' | 'w+', held = 0): RowsOfNumbers => {
  const file = openSync(path, mode)
  const size = 4 * width
  let count = held
  return {
    count: () => count,
    add: rows => {
      const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, count * size + at)
      count += width === 0 ? 0 : rows.length / width
    },
    read: (from, asked) => {
      const rows = new Float32Array(Math.max(0, Math.min(asked, count - from)) * width)
      const bytes = new Uint8Array(rows.buffer)
      for (let at = 0; at < bytes.length; ) {
        const read = readSync(file, bytes, at, bytes.length - at, from * size + at)
        if (read === 0) throw Object.assign(new Error(`${path} ends early`), { code: 'EIO' })
        at += read
      }
      return rows
    },
    close: () => closeSync(file),
  }
}
