import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { brief } from '../brief.js'
import { bytePairs } from './bytePairs.js'
import { oneOf, part, type ReadPart } from './part.js'
import { remembering, type Word } from './remembering.js'
import { unigram } from './unigram.js'
import { wordPieces } from './wordPieces.js'

export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>
  readonly idsOf: Word
  /** What stands for what the vocabulary does not have, if anything does. */
  readonly unknown: string | undefined
}

const optional = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.undefined, t.null])
const given = <A, O>(name: string, is: (x: unknown) => x is A): t.Type<A, O, unknown> =>
  new t.Type(
    name,
    is,
    (x, context) => (is(x) ? t.success(x) : t.failure(x, context)),
    x => x as unknown as O,
  )

/** Looked at entry by entry below; a codec for each of some 30,000 takes longer than all the rest. */
const table = given<Readonly<Record<string, number>>, unknown>('Vocabulary', t.UnknownRecord.is as never)
const list = given<readonly (readonly [string, number])[], unknown>('Pieces', (x): x is never => Array.isArray(x))
const pairs = given<readonly (string | readonly [string, string])[], unknown>('Merges', (x): x is never =>
  Array.isArray(x),
)

const kinds: Readonly<Record<string, ReadPart<Vocabulary>>> = {
  WordPiece: part(
    t.intersection([
      t.type({ vocab: table, unk_token: t.string }),
      t.partial({ continuing_subword_prefix: t.string, max_input_chars_per_word: t.number }),
    ]),
    model => withUnknown(model, ids => right(wordPieces(model, ids))),
  ),
  WordLevel: part(t.type({ vocab: table, unk_token: t.string }), model =>
    withUnknown(model, ids => {
      const unknown = [ids.get(model.unk_token)!]
      return right(remembering(word => [ids.get(word) ?? unknown[0]!]))
    }),
  ),
  BPE: part(
    t.type({
      vocab: table,
      merges: pairs,
      unk_token: optional(t.string),
      continuing_subword_prefix: optional(t.string),
      end_of_word_suffix: optional(t.string),
      fuse_unk: optional(t.boolean),
      byte_fallback: optional(t.boolean),
      ignore_merges: optional(t.boolean),
      dropout: optional(t.number),
    }),
    model => {
      if (model.dropout)
        return left(`a BPE model without dropout, which gives a text other tokens each time; it has ${model.dropout}`)
      return fromTable(model.vocab, model.unk_token ?? undefined, ids => bytePairs(model, ids))
    },
  ),
  Unigram: part(
    t.type({ vocab: list, unk_id: optional(t.number), byte_fallback: optional(t.boolean) }),
    ({ vocab, unk_id, byte_fallback }) => {
      const wrong = vocab.find(each => typeof each?.[0] !== 'string' || typeof each[1] !== 'number')
      if (wrong !== undefined) return left(`pieces with their scores; ${brief(wrong)} is none`)
      if (unk_id === null || unk_id === undefined || vocab[unk_id] === undefined)
        return left(`an unk_id that is one of its ${vocab.length} pieces; it has ${unk_id ?? 'none'}`)
      const ids = new Map(vocab.map(([piece], id) => [piece, id]))
      return right({
        ids,
        idsOf: remembering(unigram({ vocab, unk_id, byte_fallback }, ids)),
        unknown: vocab[unk_id][0],
      })
    },
  ),
}

const readKnown = oneOf<Vocabulary>('models', () => kinds)

/** Files written before the models had types have their keys. */
export const readModel: ReadPart<Vocabulary> = (json, around) => {
  const model = json as Readonly<Record<string, unknown>>
  const type =
    model.type ??
    ('max_input_chars_per_word' in model
      ? 'WordPiece'
      : 'merges' in model
        ? 'BPE'
        : Array.isArray(model.vocab)
          ? 'Unigram'
          : undefined)
  return readKnown({ ...model, type }, around)
}

const withUnknown = (
  { vocab, unk_token }: { readonly vocab: Readonly<Record<string, number>>; readonly unk_token: string },
  make: (ids: ReadonlyMap<string, number>) => Either<string, Word>,
): Either<string, Vocabulary> =>
  !Object.hasOwn(vocab, unk_token)
    ? left(`its unknown token ${unk_token} in its own vocabulary, where it is missing`)
    : fromTable(vocab, unk_token, make)

const fromTable = (
  vocab: Readonly<Record<string, number>>,
  unknown: string | undefined,
  make: (ids: ReadonlyMap<string, number>) => Either<string, Word>,
): Either<string, Vocabulary> => {
  const ids = new Map<string, number>()
  for (const token in vocab) {
    const id = vocab[token]!
    if (!Number.isSafeInteger(id) || id < 0) return left(`whole numbers as ids; ${brief(token)} has ${brief(id)}`)
    ids.set(token, id)
  }
  const idsOf = make(ids)
  return idsOf._tag === 'Left' ? idsOf : right({ ids, idsOf: idsOf.right, unknown })
}
