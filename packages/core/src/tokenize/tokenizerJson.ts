import { type Either, isRight, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Problems, problem } from '../problem.js'

const flag = t.union([t.boolean, t.undefined])
/** A whole number from 0 on. */
export const id = new t.Type<number, number, unknown>(
  'Id',
  (x): x is number => Number.isSafeInteger(x) && (x as number) >= 0,
  (x, context) => (Number.isSafeInteger(x) && (x as number) >= 0 ? t.success(x as number) : t.failure(x, context)),
  x => x,
)
const token = t.type({
  id,
  content: t.string,
  normalized: t.boolean,
  special: t.boolean,
  single_word: flag,
  lstrip: flag,
  rstrip: flag,
})
const part = t.union([t.type({ type: t.string }), t.null, t.undefined])
const side = t.union([t.type({ direction: t.union([t.string, t.undefined]) }), t.null, t.undefined])

const file = t.type({
  added_tokens: t.union([t.array(token), t.undefined]),
  normalizer: part,
  pre_tokenizer: part,
  post_processor: part,
  decoder: part,
  model: t.UnknownRecord,
  padding: side,
  truncation: side,
})

/** The parts of a tokenizer.json. */
export interface TokenizerJson extends t.TypeOf<typeof file> {}

export const readTokenizerJson = (json: unknown): Either<Problems, TokenizerJson> => {
  const model = (json as { readonly model?: unknown } | null | undefined)?.model
  if (typeof model !== 'object' || model === null)
    return refuse('a model; it has none: take the tokenizer.json that belongs to the model')
  const decoded = file.decode(json)
  if (isRight(decoded)) return right(decoded.right)
  const at = decoded.left.map(({ context }) =>
    context
      .map(({ key }) => key)
      .filter(key => key !== '' && !/^\d+$/.test(key))
      .join('.'),
  )
  return refuse(`well-formed keys; these are not: ${[...new Set(at)].join(', ')}`)
}

export const refuse = (needs: string): Either<Problems, never> =>
  left([problem(`tokenize needs a tokenizer.json with ${needs}`, { place: 'tokenizer.json' })])
