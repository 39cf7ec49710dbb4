import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { SourceFile } from './dataRecords.js'
import { fileTrouble } from './fileTrouble.js'
import { mostTimes, unpackedTooFar } from './unpackedTooFar.js'

/** Whole lines of a file, and the number of the first of them. */
export interface Lines {
  readonly text: string
  readonly line: number
}

/** A line longer than this is no row of text; without a limit one file could fill the memory. */
const longestLine = 64 * 2 ** 20
const newline = 10

/** The text of a file in blocks of whole lines: gunzipped if it ends in .gz, strictly UTF-8, without its byte order mark. */
export async function* readLines(file: SourceFile): AsyncIterable<Either<Problem, Lines>> {
  try {
    yield* blocks(file)
  } catch (error) {
    yield left(gzipTrouble(error, file.name) ?? fileTrouble(error, file.name))
  }
}

async function* blocks(file: SourceFile): AsyncIterable<Either<Problem, Lines>> {
  let line = 1
  let held: Uint8Array[] = []
  let heldBytes = 0
  let unpacked = 0
  const { bytes, packed } = readBytes(file)
  for await (const chunk of bytes) {
    unpacked += chunk.length
    if (unpackedTooFar(unpacked, packed())) {
      yield left(
        problem(`${file.name} unpacks to more than ${mostTimes} times its size; is it the file that was meant?`),
      )
      return
    }
    const end = chunk.lastIndexOf(newline) + 1
    if (end > 0) {
      const block = Buffer.concat([...held, chunk.subarray(0, end)])
      const decoded = decode(file, block, line)
      yield decoded
      if (decoded._tag === 'Left') return
      line += newlines(block)
      held = []
      heldBytes = 0
    }
    held.push(chunk.subarray(end))
    heldBytes += chunk.length - end
    if (heldBytes > longestLine) {
      yield left(problem(`${file.name}:${line} is longer than 64 MiB; is this a file of lines?`))
      return
    }
  }
  if (heldBytes > 0) yield decode(file, Buffer.concat(held), line)
}

/** The bytes of a file, gunzipped if it ends in .gz. */
const readBytes = (file: SourceFile): { readonly bytes: AsyncIterable<Buffer>; readonly packed: () => number } => {
  const bytes = createReadStream(file.path)
  const packed = () => bytes.bytesRead
  return { bytes: /\.gz$/i.test(file.name) ? pipeline(bytes, createGunzip(), () => undefined) : bytes, packed }
}

const gzipTrouble = (error: unknown, name: string): Problem | undefined => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'Z_BUF_ERROR') return problem(`${name} is cut off: its gzip stream ends too early; fetch it again`)
  if (code === 'Z_DATA_ERROR')
    return problem(`${name} is not whole gzip: its compressed data are damaged; fetch it again`)
  return undefined
}

const decode = (file: SourceFile, block: Buffer, line: number): Either<Problem, Lines> => {
  const text = utf8(block)
  const wide = line === 1 ? byteOrder(block) : undefined
  if (wide !== undefined) return left(problem(`${file.name} is ${wide}: convert the file (iconv -f ${wide} -t UTF-8)`))
  if (text !== undefined) return right({ text: line === 1 ? text.replace(/^\uFEFF/, '') : text, line })
  let start = 0
  for (let at = line; ; at++) {
    const end = block.indexOf(newline, start) + 1 || block.length
    if (utf8(block.subarray(start, end)) === undefined)
      return left(problem(`${file.name}:${at} is not UTF-8; convert the file (iconv -t utf-8)`))
    start = end
  }
}

/** UTF-16, as Windows saves "Unicode", by the mark that it begins with. */
const byteOrder = ([first, second]: Uint8Array): string | undefined =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) ? 'UTF-16' : undefined

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

const newlines = (block: Buffer): number => {
  let count = 0
  for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, at + 1)) count++
  return count
}
