import { type Problems, problem, readTokenizer, type Tokenizer } from '@siamese/core'
import { type Either, map } from 'fp-ts/lib/Either.js'
import { refusal } from '../asPromise.js'
import { inTime } from './inTime.js'

type Json = Readonly<Record<string, unknown>>

/**
 * The tokenizer of files that nobody vouches for. A tokenizer.json brings regular expressions of its own, and one as (a+)+$ tries more
 * ways than there is time for: where it has such, a text is given up after a while.
 */
export const openTokenizer = (
  json: Json,
  config: Json,
  { lowerCase }: { readonly lowerCase: boolean },
): Either<Problems, Tokenizer> => {
  const read = readTokenizer(json, config, { lowerCase })
  const [slow] = expressionsIn([json.normalizer, json.pre_tokenizer, json.decoder]).filter(each => !isSimple(each))
  return slow === undefined ? read : map((tokenizer: Tokenizer) => limited(tokenizer, slow))(read)
}

/** Every `{ "Regex": … }`. */
const expressionsIn = (json: unknown): readonly string[] => {
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([key, inside]) =>
    key === 'Regex' && typeof inside === 'string' ? [inside] : expressionsIn(inside),
  )
}

/** With one repetition and no group there is one way to match, as with ` {2,}`. */
const isSimple = (expression: string): boolean =>
  !/[()|]/.test(expression) && (expression.match(/[*+?{]/g) ?? []).length <= 1

/** What a text may take; the slowest of machines needs a tenth of it. */
const millisecondsFor = (characters: number): number => 2000 + Math.ceil(characters / 50)

const limited = (tokenizer: Tokenizer, expression: string): Tokenizer => {
  const within = <A>(characters: number, work: () => A): A => {
    const milliseconds = millisecondsFor(characters)
    const done = inTime(milliseconds, work)
    if (done !== undefined) return done.result
    throw refusal([problem(tooSlow(characters, milliseconds, expression))])
  }
  return {
    ...tokenizer,
    encode: (text, maxLength) => within(text.length, () => tokenizer.encode(text, maxLength)),
    encodePair: (first, second, maxLength) =>
      within(first.length + second.length, () => tokenizer.encodePair(first, second, maxLength)),
    promptLength: (prompt, maxLength) => within(prompt.length, () => tokenizer.promptLength(prompt, maxLength)),
    decode: ids => within(ids.length, () => tokenizer.decode(ids)),
  }
}

const tooSlow = (characters: number, milliseconds: number, expression: string): string => {
  const shown = expression.length > 80 ? `${expression.slice(0, 79)}…` : expression
  return `tokenize gave up a text of ${characters} characters after ${Math.round(milliseconds / 1000)} s: the regular expression ${shown} of tokenizer.json tries too many ways; take another model, or write it without nested repetitions`
}
