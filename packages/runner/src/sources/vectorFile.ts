import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { SchemaElement } from 'hyparquet'
import { nameBeside, remove, writeWhole } from './atomicWrite.js'
import { fileTrouble } from './fileTrouble.js'
import { makeFolder } from './makeFolder.js'

/** Takes texts with their vectors, in order; `finish` puts the file in its place, `drop` leaves nothing behind. */
export interface VectorFile {
  readonly add: (texts: readonly string[], vectors: readonly Float32Array[]) => Promise<void>
  readonly finish: () => Promise<Either<Problems, void>>
  readonly drop: () => Promise<void>
}

/** One line a text: `{"text": …, "embedding": […]}`. */
export const jsonLine = (text: string, vector: Float32Array): string =>
  `{"text":${JSON.stringify(text)},"embedding":[${Array.from(vector, shortest).join(',')}]}\n`

/** The fewest digits that read back as the same 32-bit float. */
const shortest = (x: number): string => {
  for (let digits = 6; digits < 9; digits++) {
    const text = x.toPrecision(digits)
    if (Math.fround(Number(text)) === x) return String(Number(text))
  }
  return String(Number(x.toPrecision(9)))
}

type Filling = (
  file: FileHandle,
  width: number,
) => {
  readonly add: VectorFile['add']
  readonly end: () => Promise<void>
}

const jsonLines: Filling = file => ({
  add: async (texts, vectors) => {
    await writeWhole(file, texts.map((text, i) => jsonLine(text, vectors[i]!)).join(''))
  },
  end: async () => {},
})

const npyHeader = 128
/** NumPy's format 1.0: a header of fixed length, then float32 rows `[texts, width]`, little-endian. */
const npy: Filling = (file, width) => {
  let count = 0
  return {
    add: async (_texts, vectors) => {
      if (count === 0) await writeWhole(file, Buffer.alloc(npyHeader))
      const block = Buffer.concat(
        vectors.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
      )
      await writeWhole(file, block, npyHeader + count * width * 4)
      count += vectors.length
    },
    end: async () => {
      const told = `{'descr': '<f4', 'fortran_order': False, 'shape': (${count}, ${width}), }`
      const header = Buffer.alloc(npyHeader, ' ')
      header.write('\x93NUMPY\x01\x00', 0, 'latin1')
      header.writeUInt16LE(npyHeader - 10, 8)
      header.write(told, 10, 'latin1')
      header.write('\n', npyHeader - 1, 'latin1')
      await writeWhole(file, header, 0)
    },
  }
}

const parquetSchema: SchemaElement[] = [
  { name: 'root', num_children: 2 },
  { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'embedding', repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
]
/** Columns `text` and `embedding`, a list of floats; a row group for each block that is added. */
const parquet: Filling = file => {
  const made = import('hyparquet-writer').then(({ ByteWriter, ParquetWriter }) => {
    const bytes = new ByteWriter()
    return { bytes, writer: new ParquetWriter({ writer: bytes, schema: parquetSchema }) }
  })
  return {
    add: async (texts, vectors) => {
      const { writer } = await made
      await writer.write({
        columnData: [
          { name: 'text', data: [...texts] },
          { name: 'embedding', data: vectors.map(vector => Array.from(vector)) },
        ],
      })
    },
    end: async () => {
      const { bytes, writer } = await made
      await writer.finish()
      await writeWhole(file, Buffer.from(bytes.getBuffer()))
    },
  }
}

const fillings: readonly (readonly [ending: RegExp, filling: Filling])[] = [
  [/\.jsonl$/i, jsonLines],
  [/\.npy$/i, npy],
  [/\.parquet$/i, parquet],
]

/** A file for vectors in the format that its name ends in: .jsonl, .npy or .parquet. It is there whole or not at all. */
export const openVectorFile = async (path: string, width: number): Promise<Either<Problems, VectorFile>> => {
  const filling = fillings.find(([ending]) => ending.test(path))?.[1]
  if (filling === undefined)
    return left([problem(`--out ${path}: expected a name that ends in .jsonl, .npy or .parquet`)])
  const beside = nameBeside(path)
  try {
    await makeFolder(dirname(path))
    const file = await open(beside, 'wx')
    const { add, end } = filling(file, width)
    const drop = async () => {
      await file.close().catch(() => undefined)
      await remove(beside)
    }
    return right({
      add,
      finish: async () => {
        try {
          await end()
          await file.sync()
          await file.close()
          await rename(beside, path)
          await remove(beside)
          return right(undefined)
        } catch (error) {
          await drop()
          return left([fileTrouble(error, path)])
        }
      },
      drop,
    })
  } catch (error) {
    return left([fileTrouble(error, path)])
  }
}
