import type { Data } from '@siamese/core'
import * as t from 'io-ts'

const columnKind = t.union([
  t.literal('text'),
  t.literal('texts'),
  t.literal('key'),
  t.literal('binary'),
  t.type({ vector: t.number }),
  t.type({ score: t.tuple([t.number, t.number]) }),
  t.type({ class: t.array(t.string) }),
])
const dataFile = t.type({ path: t.string, sha256: t.string, rows: t.number })

/** The data sets that a lock holds: always files, with what they held when they were added. */
export const lockedData = t.type({
  data: t.string,
  columns: t.array(t.tuple([t.string, columnKind])),
  splits: t.array(t.string),
  origin: t.intersection([
    t.type({ source: t.string, files: t.record(t.string, t.array(dataFile)) }),
    t.partial({ texts: t.type({ query: t.array(dataFile), document: t.array(dataFile) }) }),
  ]) as never as t.Type<Extract<Data['origin'], { files: unknown }>>, // a key that is not there stays so
})

/** What a model's folder need not declare. */
// A key that is not there and one that is undefined are one to a codec.
const unlessUnsaid = <C extends t.Mixed>(codec: C): C => t.union([codec, t.undefined]) as never

/** The models that a lock holds. */
export const lockedModel = t.type({
  model: t.string,
  architecture: t.string,
  hidden: t.number,
  layers: t.number,
  positions: t.number,
  vocabulary: t.number,
  maxLength: t.number,
  modules: t.array(t.string),
  lowerCase: unlessUnsaid(t.boolean),
  prompts: unlessUnsaid(t.array(t.tuple([t.string, t.string]))),
  similarity: unlessUnsaid(t.keyof({ cosine: null, dot: null, euclidean: null, manhattan: null })),
  origin: t.union([
    t.type({ source: t.string, files: t.array(t.type({ path: t.string, sha256: t.string })) }),
    t.type({ config: t.UnknownRecord, seed: t.number, tokenizer: t.string }),
  ]),
})
