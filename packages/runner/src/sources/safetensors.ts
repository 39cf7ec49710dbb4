import { type FileHandle, open } from 'node:fs/promises'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble } from './fileTrouble.js'
import { pipeTrouble } from './pipeTrouble.js'
import { decodeHeader, type Entry, headerLength } from './safetensorsHeader.js'
import { type Dtype, numbersOf, toFloat32 } from './safetensorsNumbers.js'

/** A tensor of a weights file. `dtype` is the format it had in the file. */
export interface StoredTensor {
  readonly shape: readonly number[]
  readonly dtype: Dtype
  readonly values: Float32Array
}

export type Tensors = ReadonlyMap<string, StoredTensor>

/** What one file holds, without reading its data. */
export const readSafetensorsHeader =
  (path: string): TaskEither<Problems, readonly Entry[]> =>
  () =>
    opened(path, async file => {
      const header = await readHeader(file, path)
      return isLeft(header) ? header : right(header.right.entries)
    })

/** All tensors of one file as 32-bit floats (whole numbers beyond 2²⁴ are rounded). */
export const readSafetensors =
  (path: string): TaskEither<Problems, Tensors> =>
  () =>
    opened(path, async file => {
      const header = await readHeader(file, path)
      if (isLeft(header)) return header
      const tensors = new Map<string, StoredTensor>()
      for (const { name, dtype, shape, begin, end } of header.right.entries) {
        const bytes = await readRange(file, header.right.dataStart + begin, end - begin)
        if (bytes === undefined) return left([problem(`${path} was cut off while tensor ${name} was read. Try again.`)])
        tensors.set(name, { shape, dtype, values: toFloat32(numbersOf(dtype, bytes)) })
      }
      return right(tensors)
    })

const opened = async <A>(
  path: string,
  read: (file: FileHandle) => Promise<Either<Problems, A>>,
): Promise<Either<Problems, A>> => {
  let file: FileHandle | undefined
  try {
    const pipe = await pipeTrouble(path)
    if (pipe !== undefined) return left([pipe])
    file = await open(path, 'r')
    return await read(file)
  } catch (error) {
    if (error instanceof RangeError)
      return left([problem(`${path} needs more memory than there is: ${error.message}.`)])
    return left([fileTrouble(error, path)])
  } finally {
    await file?.close()
  }
}

interface Header {
  readonly entries: readonly Entry[]
  readonly dataStart: number
}

const readHeader = async (file: FileHandle, path: string): Promise<Either<Problems, Header>> => {
  const { size } = await file.stat()
  const length = headerLength((await readRange(file, 0, Math.min(8, size))) ?? new Uint8Array(), size, path)
  if (isLeft(length)) return length
  const header = await readRange(file, 8, length.right)
  if (header === undefined) return left([problem(`${path} was cut off while it was read. Try again.`)])
  const dataStart = 8 + length.right
  const entries = decodeHeader(header, size - dataStart, path)
  return isLeft(entries) ? entries : right({ entries: entries.right, dataStart })
}

/** Exactly this many bytes, or nothing when the file ends before. One read takes at most 2 GB. */
const readRange = async (
  file: FileHandle,
  start: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, Math.min(length - at, 2 ** 30), start + at)
    if (bytesRead === 0) return undefined
    at += bytesRead
  }
  return bytes
}
