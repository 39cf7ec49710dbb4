import { brief, firstProblems, type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { jsonMembers } from './jsonMembers.js'
import { byteSizes, type Dtype, isDtype } from './safetensorsNumbers.js'

/** One tensor as the header tells of it; `begin` and `end` count from the first byte after the header. */
export interface Entry {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

/** Longer headers are refused before they are read, as the format's own library does. */
const longestHeader = 100_000_000

/** The first 8 bytes of a file: how long its header is, or why that cannot be. */
export const headerLength = (start: Uint8Array, fileSize: number, file: string): Either<Problems, number> => {
  if (start.byteLength < 8 || fileSize < 8)
    return refuse(`${file} is no safetensors file: it has ${bytes(fileSize)}, and 8 bytes say how long the header is.`)
  const length = new DataView(start.buffer, start.byteOffset, 8).getBigUint64(0, true)
  if (length > longestHeader)
    return refuse(`${file} is no safetensors file: its header would have ${length} bytes, more than ${longestHeader}.`)
  if (8n + length > fileSize)
    return refuse(`${file} is cut off: its header has ${length} bytes, the file ${fileSize}. Fetch it again.`)
  return right(Number(length))
}

/**
 * Reads a header that nobody vouches for. Tensors must lie side by side from the first byte to the last,
 * so that no byte belongs to two of them or to none.
 */
export const decodeHeader = (
  header: Uint8Array,
  dataSize: number,
  file: string,
): Either<Problems, readonly Entry[]> => {
  const parsed = parse(header)
  if (typeof parsed === 'string') return refuse(`${file} is no safetensors file: its header ${parsed}.`)
  const { __metadata__: metadata, ...tensors } = parsed.value
  const wrong: string[] = parsed.twice.map(name => `holds two tensors named ${brief(name)}`)
  if (metadata !== undefined && !isTextRecord(metadata)) wrong.push('has a __metadata__ that is not a record of texts')
  const entries: Entry[] = []
  for (const [name, told] of Object.entries(tensors)) {
    const entry = decodeEntry(name, told, dataSize)
    if (typeof entry === 'string') wrong.push(`tensor ${brief(name)} ${entry}`)
    else entries.push(entry)
  }
  if (wrong.length === 0) wrong.push(...misplaced(entries, dataSize))
  return wrong.length === 0 ? right(entries) : left(firstProblems(wrong.map(what => problem(`${file}: ${what}.`))))
}

const refuse = (sentence: string) => left([problem(sentence)])
const bytes = (count: number) => (count === 1 ? '1 byte' : `${count} bytes`)

interface Parsed {
  readonly value: Readonly<Record<string, unknown>>
  readonly twice: readonly string[]
}

const parse = (header: Uint8Array): Parsed | string => {
  if (header[0] !== 0x7b) return 'does not begin with {'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(header)
    const value = JSON.parse(text) as Record<string, unknown>
    return { value, twice: repeated(jsonMembers(text).map(([name]) => name)) }
  } catch (error) {
    return error instanceof SyntaxError ? 'is not JSON' : 'is not UTF-8'
  }
}

const repeated = (names: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return [...new Set(names.filter(name => seen.has(name) || !seen.add(name)))]
}

const isTextRecord = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every(text => typeof text === 'string')

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const has = (key: string, value: unknown): string =>
  value === undefined ? `has no ${key}` : `has the ${key} ${brief(value)}`

const decodeEntry = (name: string, told: unknown, dataSize: number): Entry | string => {
  if (!isRecord(told)) return `is told by ${brief(told)}; it needs dtype, shape and data_offsets`
  const { dtype, shape, data_offsets: offsets } = told
  if (!isDtype(dtype))
    return `${dtype === undefined ? 'has no number format' : `has the number format ${brief(dtype)}, which is not read here`}. Save it as F32 (model.float() in Python)`
  if (!Array.isArray(shape) || !shape.every(isCount)) return `${has('shape', shape)}; it needs whole numbers from 0 on`
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    return `${has('data_offsets', offsets)}; it needs two whole numbers from 0 on`
  const [begin, end] = offsets as [number, number]
  if (begin > end) return `ends at byte ${end}, before it begins at ${begin}`
  if (end > dataSize) return `ends at byte ${end}; the data end at ${dataSize}. Fetch the file again`
  const size = shape.reduce((product: bigint, side: number) => product * BigInt(side), BigInt(byteSizes[dtype]))
  if (size !== BigInt(end - begin))
    return `has shape ${brief(shape)} of ${dtype}, which is ${size} bytes; ${end - begin} are given`
  return { name, dtype, shape, begin, end }
}

const misplaced = (entries: readonly Entry[], dataSize: number): readonly string[] => {
  const wrong: string[] = []
  let reached = 0
  let before = ''
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < reached) wrong.push(`tensors ${brief(before)} and ${brief(name)} overlap at byte ${begin}`)
    if (begin > reached) wrong.push(`bytes ${reached} to ${begin} before tensor ${brief(name)} belong to no tensor`)
    if (end >= reached) before = name
    reached = Math.max(reached, end)
  }
  if (reached < dataSize) wrong.push(`bytes ${reached} to ${dataSize} at the end belong to no tensor`)
  return wrong
}
