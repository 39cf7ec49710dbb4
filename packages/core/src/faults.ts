import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { brief } from './brief.js'
import { noKey, wrongValue } from './jsonSentences.js'
import { type Fault, type Path, showPath } from './problem.js'

/** What keeps a value from JSON from being what a codec describes: a sentence a key, `data.columns[0][1] is 5, it should be …`. */
export const faults = (codec: t.Mixed, value: unknown, at: Path): readonly Fault[] => {
  const decoded = codec.decode(value)
  if (!isLeft(decoded)) return []
  return decoded.left.map(error => {
    const path = [...at, ...keysOf(value, error)]
    const { actual, type } = error.context[error.context.length - 1]!
    return error.message === undefined
      ? { sentence: wrongValue(showPath(path), brief(actual), type.name), at: path }
      : { sentence: `${noKey(showPath(path.slice(0, -1)), String(path.at(-1)))}${error.message}`, at: path }
  })
}

/** The way from a value to what is wrong in it. A union's own steps are not in the value, and end it. */
export const keysOf = (value: unknown, { context }: t.ValidationError): Path => {
  const keys: (string | number)[] = []
  let inside = value
  for (const { key } of context.slice(1)) {
    if (typeof inside !== 'object' || inside === null) break
    keys.push(Array.isArray(inside) ? Number(key) : key)
    inside = (inside as Readonly<Record<string, unknown>>)[key]
  }
  return keys
}
