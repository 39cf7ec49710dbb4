import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { literally } from './literally.js'
import { regularExpression } from './regularExpression.js'

/** `{ "String": "…" }` or `{ "Regex": "…" }`, as files write what to look for; a plain text is one to look for as it stands. */
export const pattern = t.union([t.string, t.type({ String: t.string }), t.type({ Regex: t.string })])

export const readPattern = (written: t.TypeOf<typeof pattern>): Either<string, RegExp> => {
  if (typeof written === 'string') return right(literal(written))
  if ('String' in written) return right(literal(written.String))
  return regularExpression(written.Regex)
}

/** Finds a text as it stands. */
export const literal = (text: string): RegExp => new RegExp(literally(text), 'gu')

/** A text with each match exchanged for `content`, to the letter. */
export const replacing = (
  written: t.TypeOf<typeof pattern>,
  content: string,
): Either<string, (text: string) => string> => {
  const found = readPattern(written)
  return isLeft(found) ? found : map((each: RegExp) => (text: string) => text.replace(each, () => content))(found)
}
