import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { brief } from '../brief.js'
import type { Fields, Settings } from '../options.js'
import { type Problems, problem } from '../problem.js'

/** Reads the keys of a config.json that an architecture depends on; the many others are left alone. A key that is null counts as not written. */
export const configuration =
  <const F extends Fields>(architecture: string, fields: F) =>
  (json: unknown): Either<Problems, Settings<F>> => {
    if (!t.UnknownRecord.is(json))
      return left([
        problem(`${architecture} needs a configuration that is a JSON object; config.json is ${shown(json)}`),
      ])
    const read = Object.entries<Fields[string]>(fields).map(([key, field]) => {
      const [codec, unwritten] = Array.isArray(field) ? (field as [t.Mixed, unknown]) : [field as t.Mixed, undefined]
      const written = json[key] ?? unwritten
      const decoded = codec.decode(written)
      const sentence = `${architecture} needs ${key} to be ${codec.name}; config.json has ${shown(written)}`
      return { key, value: decoded, problem: problem(sentence, { place: `config.json, ${key}` }) }
    })
    const problems = read.filter(({ value }) => isLeft(value)).map(({ problem }) => problem)
    if (problems.length > 0) return left(problems)
    return right(
      Object.fromEntries(read.map(({ key, value }) => [key, isLeft(value) ? undefined : value.right])) as Settings<F>,
    )
  }

/** A codec of numbers, named by what a sentence says it should be. */
const number = (name: string, holds: (x: number) => boolean) =>
  new t.Type<number, number, unknown>(
    name,
    (x): x is number => typeof x === 'number' && holds(x),
    (x, context) => (typeof x === 'number' && holds(x) ? t.success(x) : t.failure(x, context)),
    x => x,
  )

export const size = number('a whole number above 0', x => Number.isSafeInteger(x) && x > 0)
/** How many layers or groups: a name is made for each, so a number that nothing has is refused before. */
export const mostLayers = 10_000
export const layers = number(
  `a whole number up to ${mostLayers}`,
  x => Number.isSafeInteger(x) && x >= 0 && x <= mostLayers,
)
export const someLayers = number(
  `a whole number from 1 to ${mostLayers}`,
  x => Number.isSafeInteger(x) && x > 0 && x <= mostLayers,
)
export const index = number('a whole number', x => Number.isSafeInteger(x) && x >= 0)
export const integer = number('an integer', x => Number.isSafeInteger(x))
export const positive = number('a number above 0', x => Number.isFinite(x) && x > 0)
/** A dropout rate: 1 would drop everything. */
export const rate = number('a number from 0 to below 1', x => x >= 0 && x < 1)

/** One of the names of a record. */
export const oneOf = <const Names extends Readonly<Record<string, unknown>>>(names: Names) =>
  t.keyof(names as Record<keyof Names & string, unknown>, `one of ${Object.keys(names).join(', ')}`)

const shown = (value: unknown): string => (value === undefined ? 'none' : brief(value))
