import { join } from 'node:path'
import { brief, deeperThan, firstProblems, type Problems, problem } from '@siamese/core'
import { chain, type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { jsonFault } from '../jsonFault.js'
import { readWhole } from '../readWhole.js'

/** A JSON file that has to be there. */
export const readJson = <A>(codec: t.Type<A, unknown>, folder: string, name: string): TaskEither<Problems, A> =>
  pipe(
    readText(folder, name),
    chainEitherK(text => decodeJson(codec, text, join(folder, name))),
  )

export const readText = (folder: string, name: string): TaskEither<Problems, string> =>
  pipe(
    readOptionalText(folder, name),
    chainEitherK(text =>
      text === undefined ? left([problem(`${join(folder, name)} is missing: check the path.`)]) : right(text),
    ),
  )

/** A JSON file that may be left out. */
export const readOptionalJson =
  <A>(codec: t.Type<A, unknown>, folder: string, name: string): TaskEither<Problems, A | undefined> =>
  async () => {
    const read = await readOptionalText(folder, name)()
    return isLeft(read) || read.right === undefined
      ? (read as Either<Problems, undefined>)
      : decodeJson(codec, read.right, join(folder, name))
  }

export const readOptionalText =
  (folder: string, name: string): TaskEither<Problems, string | undefined> =>
  async () => {
    const read = await readWhole(join(folder, name))
    return isLeft(read) ? read : right(read.right?.toString('utf8'))
  }

/** A JSON text as what the codec describes; each wrong key is named with what it should be. */
export const decodeJson = <A>(codec: t.Type<A, unknown>, text: string, path: string): Either<Problems, A> =>
  pipe(
    parseJson(text, path),
    chain(value => decodeValue(codec, value, path)),
  )

export const parseJson = (text: string, path: string): Either<Problems, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const { at, expected } = jsonFault(text)
    const lines = text.slice(0, at).split('\n')
    return left([
      problem(`${path} is not JSON: line ${lines.length}, column ${lines.at(-1)!.length + 1}: expected ${expected}.`),
    ])
  }
  return deeperThan(value, deepest)
    ? left([problem(`${path} is nested more than ${deepest} deep: check that it is the file that was meant.`)])
    : right(value)
}

export const decodeValue = <A>(codec: t.Type<A, unknown>, value: unknown, path: string): Either<Problems, A> => {
  const decoded = codec.decode(value)
  if (!isLeft(decoded)) return decoded
  return left(firstProblems([...new Set(decoded.left.map(tell))].map(what => problem(`${path}: ${what}.`))))
}

/** Nobody nests a configuration so deep, and what walks through it would run out of stack. */
const deepest = 100

/** A wrong key in words. Codecs that are joined from two number their parts; those numbers are no keys. */
const tell = ({ value, context }: t.ValidationError): string => {
  const key = context
    .filter((_, i) => i === 0 || tagOf(context[i - 1]!) !== 'IntersectionType')
    .map(step => (/^\d+$/.test(step.key) ? `[${step.key}]` : `.${step.key}`))
    .join('')
    .replace(/^\.+/, '')
  const last = context.at(-1)!
  const expected = /^(Interface|Partial|Intersection)Type$/.test(tagOf(last)) ? 'an object' : last.type.name
  if (value === undefined) return `${key} is missing, it should be ${expected}`
  return `${key || 'the file'} is ${brief(value)}, it should be ${expected}`
}

const tagOf = ({ type }: t.ContextEntry): string => ('_tag' in type ? String(type._tag) : '')

/** A codec for what a test accepts, with a name that reads well in a sentence. */
export const named = <A>(name: string, is: (value: unknown) => value is A): t.Type<A, unknown> =>
  new t.Type<A, unknown>(
    name,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    value => value,
  )

export const count = named(
  'a whole number from 0 on',
  (u): u is number => Number.isSafeInteger(u) && (u as number) >= 0,
)
export const flag = named('true or false', (u): u is boolean => typeof u === 'boolean')
export const words = named('a text', (u): u is string => typeof u === 'string')
export const number = named('a number', (u): u is number => typeof u === 'number')
export const oneOf = <const Names extends readonly string[]>(...names: Names) =>
  named(`one of ${names.join(', ')}`, (u): u is Names[number] => names.includes(u as string))

/** Python writes null for what is not set. */
export const maybe = <A>(codec: t.Type<A, unknown>) =>
  named(codec.name, (u): u is A | null | undefined => u === null || u === undefined || codec.is(u))

export type JsonObject = Readonly<Record<string, unknown>>

export const object = named(
  'an object',
  (u): u is JsonObject => typeof u === 'object' && u !== null && !Array.isArray(u),
)
