import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from '@siamese/core'
import { outside, type Rows } from './rows.js'

/** Rows in a temporary file, each as JSON, with the place of each in memory: eight bytes a row. */
export interface RowsFile {
  readonly add: (row: Row) => Promise<void>
  readonly rows: () => Promise<Rows>
  readonly close: () => Promise<void>
}

const block = 2 ** 20

export const rowsFile = async (parent: string): Promise<RowsFile> => {
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'rows-'))
  const file = await open(join(folder, 'rows'), 'wx+')
  // Where a file may be removed while it is open, nothing is left behind even by a killed process.
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)

  const ends = growing()
  let waiting: Buffer[] = []
  let waitingBytes = 0
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting)
    const start = ends.last() - waitingBytes
    waiting = []
    waitingBytes = 0
    for (let at = 0; at < bytes.length; )
      at += (await file.write(bytes, at, bytes.length - at, start + at)).bytesWritten
  }
  const close = async (): Promise<void> => {
    await file.close()
    await rm(folder, { recursive: true, force: true })
  }
  return {
    add: async row => {
      const bytes = Buffer.from(JSON.stringify(row))
      ends.push(ends.last() + bytes.length)
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= block) await flush()
    },
    rows: async () => {
      await flush()
      return reading(file, ends.values(), close)
    },
    close,
  }
}

/** `ends[i]` is where row i ends, `ends[i - 1]` where it begins. */
const reading = (file: FileHandle, ends: Float64Array, close: () => Promise<void>): Rows => {
  const startOf = (index: number): number => (index === 0 ? 0 : ends[index - 1]!)
  const one = async (index: number): Promise<Row> => {
    const end = ends[index] ?? outside(index, ends.length)
    return JSON.parse((await bytesOf(file, startOf(index), end)).toString()) as Row
  }
  return {
    count: ends.length,
    read: indices => Promise.all(indices.map(one)),
    all: async function* () {
      for (let from = 0; from < ends.length; ) {
        let to = from + 1
        while (to < ends.length && ends[to]! - startOf(from) <= block) to++
        const base = startOf(from)
        const bytes = await bytesOf(file, base, ends[to - 1]!)
        for (; from < to; from++)
          yield JSON.parse(bytes.toString('utf8', startOf(from) - base, ends[from]! - base)) as Row
      }
    },
    close,
  }
}

const bytesOf = async (file: FileHandle, start: number, end: number): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(end - start)
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at)
    if (bytesRead === 0) throw new Error('internal: the temporary file of rows is shorter than it was written')
    at += bytesRead
  }
  return bytes
}

/** Numbers in a typed array that doubles when it is full. */
const growing = () => {
  let values = new Float64Array(1024)
  let count = 0
  return {
    push: (value: number): void => {
      if (count === values.length) {
        const larger = new Float64Array(2 * count)
        larger.set(values)
        values = larger
      }
      values[count++] = value
    },
    last: (): number => (count === 0 ? 0 : values[count - 1]!),
    values: (): Float64Array => values.subarray(0, count),
  }
}
