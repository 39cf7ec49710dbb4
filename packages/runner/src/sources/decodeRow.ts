import { brief, type ColumnKind, type Columns, type Row, showKind, type Value } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Placed } from './dataRecords.js'

/**
 * A record as a row of the declared columns, or the sentence of everything in it that does not fit.
 * A number may be written as text, as in CSV; a class is its name, or else its index.
 */
export const decodeRow =
  (columns: Columns) =>
  ({ record, place }: Placed): Either<string, Row> => {
    const row: (readonly [string, Value])[] = []
    const wrong: string[] = []
    for (const [name, kind] of columns) {
      const found = Object.hasOwn(record, name) ? record[name] : undefined
      const value = decodeValue(kind, found)
      if (value === undefined) wrong.push(`column ${name}: expected ${expected(kind)}, found ${show(found)}`)
      else row.push([name, value])
    }
    return wrong.length === 0 ? right(Object.fromEntries(row)) : left(`${place}, ${wrong.join('; ')}`)
  }

/** Where any number will do, its bounds are the format's own, and say nothing. */
const expected = (kind: ColumnKind): string =>
  typeof kind !== 'string' && 'score' in kind && kind.score[1] === Number.MAX_VALUE ? 'a number' : showKind(kind)

/** A value of a column's kind, or `undefined`. */
const decodeValue = (kind: ColumnKind, found: unknown): Value | undefined => {
  if (kind === 'text') return typeof found === 'string' ? found : undefined
  if (kind === 'texts') return textsOf(found)
  if (kind === 'key') return typeof found === 'string' || isWhole(found) ? String(found) : undefined
  if (kind === 'binary') {
    if (typeof found === 'boolean') return found ? 1 : 0
    const number = asNumber(found)
    return number === 0 || number === 1 ? number : trueOrFalse(found)
  }
  if ('score' in kind) {
    const number = asNumber(found)
    return number !== undefined && number >= kind.score[0] && number <= kind.score[1] ? number : undefined
  }
  return 'class' in kind ? classIndex(kind.class, found) : vectorOf(kind.vector, found)
}

/** A list of numbers; a file of one line a row may have it as JSON. */
const vectorOf = (length: number, found: unknown): readonly number[] | undefined => {
  const list: unknown = typeof found === 'string' ? listIn(found) : found
  const numbers = ArrayBuffer.isView(list) ? Array.from(list as Float32Array) : list
  return Array.isArray(numbers) && numbers.length === length && numbers.every(Number.isFinite) ? numbers : undefined
}
/** A list of texts, also as JSON; a text that is no list is a list of one. */
const textsOf = (found: unknown): readonly string[] | undefined => {
  const list: unknown = typeof found === 'string' ? (listIn(found) ?? found) : found
  if (typeof found === 'string' && !Array.isArray(list)) return [found]
  return Array.isArray(list) && list.every(each => typeof each === 'string') ? list : undefined
}
const isWhole = (found: unknown): boolean => Number.isSafeInteger(found) || typeof found === 'bigint'
const listIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const classIndex = (names: readonly string[], found: unknown): number | undefined => {
  const named = typeof found === 'string' || typeof found === 'number' ? names.indexOf(String(found).trim()) : -1
  if (named !== -1) return named
  const number = asNumber(found)
  return number !== undefined && names[number] !== undefined ? number : undefined
}

const trueOrFalse = (found: unknown): 0 | 1 | undefined => {
  if (typeof found !== 'string') return undefined
  const word = found.trim().toLowerCase()
  return word === 'true' ? 1 : word === 'false' ? 0 : undefined
}

/** A finite number, written as one or as text; `Number` alone would read an empty text as 0. */
export const asNumber = (found: unknown): number | undefined => {
  if (typeof found === 'number') return Number.isFinite(found) ? found : undefined
  if (typeof found === 'bigint') return Number(found)
  if (typeof found !== 'string') return undefined
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(found) ? Number(found) : undefined
}

const show = (found: unknown): string => {
  if (found === undefined) return 'nothing'
  if (typeof found === 'bigint' || typeof found === 'number') return String(found)
  if (Array.isArray(found) && found.length > 4) return `a list of ${found.length}`
  return brief(found)
}
