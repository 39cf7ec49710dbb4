import * as t from 'io-ts'
import type { ColumnKind } from './columns.js'
import type { Data, Origin, Where } from './data.js'
import { choose, has, optional } from './faults.js'
import type { Model } from './model.js'

const named = <A>(name: string, is: (u: unknown) => u is A): t.Type<A, A, unknown> =>
  new t.Type<A, A, unknown>(name, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity)
const text = named('a text', (u): u is string => typeof u === 'string')
const number = named('a number', (u): u is number => typeof u === 'number' && Number.isFinite(u))
const count = named('a whole number above 0', (u): u is number => Number.isSafeInteger(u) && (u as number) > 0)
const flag = named('true or false', (u): u is boolean => typeof u === 'boolean')
const similarity = t.keyof(
  { cosine: null, dot: null, euclidean: null, manhattan: null },
  'cosine, dot, euclidean or manhattan',
)
const listOf = <A>(codec: t.Type<A, A, unknown>) => t.array(codec, 'a list')
const byName = <A>(codec: t.Type<A, A, unknown>) => t.record(t.string, codec, 'an object')
const shape = <P extends t.Props>(props: P) => t.type(props, 'an object')

const kind = choose<ColumnKind>("'text', 'binary', { score: [least, greatest] } or { class: [names] }", u =>
  u === 'text' || u === 'binary'
    ? t.literal(u)
    : has(u, 'score')
      ? shape({ score: t.tuple([number, number], '[least, greatest]') })
      : has(u, 'class')
        ? shape({ class: listOf(text) })
        : undefined,
)
const value = choose<string | number>('a text or a number', u => (typeof u === 'string' ? text : number))
const file = shape({ path: text, sha256: optional(text), rows: optional(number) })
const where: t.Type<Where, Where, unknown> = shape({
  column: text,
  is: optional(value),
  atLeast: optional(number),
  atMost: optional(number),
  shortest: optional(number),
  longest: optional(number),
}) as never // a key that is not there and one that is undefined are one to a codec

/** A data set as plain data. */
export const dataCodec: t.Type<Data, Data, unknown> = t.recursion<Data>('a data set', self => {
  const origins = {
    files: shape({ source: text, files: byName(listOf(file as never)) }),
    rows: shape({ rows: byName(listOf(byName(value))) }),
    take: shape({ take: number, of: self }),
    where: shape({ where, of: self }),
    rename: shape({ rename: byName(text), of: self }),
    concatenate: shape({ concatenate: listOf(self) }),
    divide: shape({ divide: text, into: byName(number), seed: number, of: self }),
  }
  const origin = choose<Origin>(`an object with ${Object.keys(origins).join(', ')}`, u => {
    const key = (Object.keys(origins) as (keyof typeof origins)[]).find(name => has(u, name))
    return key === undefined ? undefined : origins[key]
  })
  return shape({
    data: text,
    columns: listOf(t.tuple([text, kind], '[name, kind]')),
    splits: listOf(text),
    origin,
  }) as never // columns and splits are lists of unknown length here
})

const modelOrigin = choose<Model['origin']>('an object with source or config', u =>
  has(u, 'source')
    ? shape({ source: text, files: listOf(shape({ path: text, sha256: text }) as never) })
    : has(u, 'config')
      ? shape({ config: byName(t.unknown), seed: number, tokenizer: text })
      : undefined,
)

/** A model as plain data. */
export const modelCodec: t.Type<Model, Model, unknown> = t.type(
  {
    model: text,
    architecture: text,
    hidden: count,
    layers: count,
    positions: count,
    vocabulary: count,
    maxLength: count,
    modules: listOf(text),
    lowerCase: optional(flag),
    prompts: optional(listOf(t.tuple([text, text], '[name, text]'))),
    similarity: optional(similarity),
    origin: modelOrigin,
  },
  'a model',
) as never // readonly
