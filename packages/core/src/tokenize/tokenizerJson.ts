import { type Either, isRight, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Problems, problem } from '../problem.js'

const token = t.type({ id: t.number, content: t.string, normalized: t.boolean, special: t.boolean })
const part = t.union([t.type({ type: t.string }), t.null, t.undefined])

/** Looked at entry by entry below; a codec for each of some 30,000 takes longer than all the rest. */
const vocab = new t.Type<Readonly<Record<string, number>>, unknown, unknown>(
  'Vocabulary',
  (x): x is Readonly<Record<string, number>> => t.UnknownRecord.is(x),
  (x, context) => (t.UnknownRecord.is(x) ? t.success(x as Readonly<Record<string, number>>) : t.failure(x, context)),
  x => x,
)

const file = t.type({
  added_tokens: t.union([t.array(token), t.undefined]),
  normalizer: part,
  pre_tokenizer: part,
  post_processor: part,
  model: t.intersection([
    t.type({ vocab, unk_token: t.string }),
    t.partial({ type: t.string, continuing_subword_prefix: t.string, max_input_chars_per_word: t.number }),
  ]),
})

/** The parts of a tokenizer.json that a WordPiece tokenizer depends on. */
export interface TokenizerJson extends t.TypeOf<typeof file> {}

/** Files written before the models had types are WordPiece when they have its keys. */
export const readTokenizerJson = (json: unknown): Either<Problems, TokenizerJson> => {
  const model = (json as { readonly model?: Readonly<Record<string, unknown>> } | null | undefined)?.model
  if (typeof model !== 'object' || model === null)
    return refuse('a model; it has none: take the tokenizer.json that belongs to the model')
  const type = model.type ?? ('max_input_chars_per_word' in model ? 'WordPiece' : undefined)
  if (type !== 'WordPiece')
    return refuse(`a WordPiece model; it has ${type === undefined ? 'one without a type' : JSON.stringify(type)}`)
  const decoded = file.decode(json)
  if (!isRight(decoded)) {
    const at = decoded.left.map(({ context }) =>
      context
        .map(({ key }) => key)
        .filter(key => key !== '' && !/^\d+$/.test(key))
        .join('.'),
    )
    return refuse(`well-formed keys; these are not: ${[...new Set(at)].join(', ')}`)
  }
  const { vocab, unk_token } = decoded.right.model
  if (vocab[unk_token] === undefined)
    return refuse(`its unknown token ${unk_token} in its own vocabulary, where it is missing`)
  for (const token in vocab) {
    const id = vocab[token]!
    if (!Number.isSafeInteger(id) || id < 0)
      return refuse(`whole numbers as ids; ${JSON.stringify(token)} has ${JSON.stringify(id)}`)
  }
  return right(decoded.right)
}

export const refuse = (needs: string): Either<Problems, never> =>
  left([problem(`tokenize needs a tokenizer.json with ${needs}`, { place: 'tokenizer.json' })])
