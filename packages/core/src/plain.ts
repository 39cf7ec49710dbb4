import * as t from 'io-ts'
import { byKey, choose, closed, has, optional } from './closed.js'
import type { ColumnKind, Value } from './columns.js'
import type { Data, Origin, Where } from './data.js'
import { described, inSchema, type JsonSchema } from './described.js'
import { schemaOf } from './jsonSchema.js'
import type { Model } from './model.js'

const named = <A>(name: string, is: (u: unknown) => u is A, schema: JsonSchema): t.Type<A, A, unknown> =>
  inSchema(
    new t.Type<A, A, unknown>(name, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity),
    () => schema,
  )
const text = named('a text', (u): u is string => typeof u === 'string', { type: 'string' })
const number = named('a number', (u): u is number => typeof u === 'number' && Number.isFinite(u), { type: 'number' })
const count = named('a whole number above 0', (u): u is number => Number.isSafeInteger(u) && (u as number) > 0, {
  type: 'integer',
  exclusiveMinimum: 0,
})
/** A table of token vectors has none. */
const layers = named('a whole number from 0 on', (u): u is number => Number.isSafeInteger(u) && (u as number) >= 0, {
  type: 'integer',
  minimum: 0,
})
const flag = named('true or false', (u): u is boolean => typeof u === 'boolean', { type: 'boolean' })
const similarity = t.keyof(
  { cosine: null, dot: null, euclidean: null, manhattan: null },
  'cosine, dot, euclidean or manhattan',
)
/** A number that is no count of rows has a sentence of its own (`checkData`). */
const rows = inSchema(number, () => ({ type: 'integer', exclusiveMinimum: 0 }))
const listOf = (codec: t.Mixed) => t.array(codec, 'a list')
const byName = (codec: t.Mixed) => t.record(t.string, codec, 'an object')

const score = closed({
  score: described(
    t.tuple([number, number], '[least, greatest]'),
    'The least and the greatest score that the column holds',
  ),
})
const classes = closed({ class: described(listOf(text), 'The names of the classes, in the order of their indices') })
const vector = closed({ vector: described(count, 'How many numbers a row has') })
const plainText = described(t.literal('text'), 'Texts to encode')
const plainTexts = described(t.literal('texts'), 'A list of texts a row, to encode')
const key = described(t.literal('key'), 'What tells things apart, an id')
const binary = described(t.literal('binary'), '0 or 1')
const simple: Readonly<Record<string, t.Mixed>> = { text: plainText, texts: plainTexts, key, binary }
const kind = choose<ColumnKind>(
  "'text', 'texts', 'key', 'binary', { score: [least, greatest] }, { class: [names] } or { vector: length }",
  [plainText, plainTexts, key, binary, score, classes, vector],
  u =>
    typeof u === 'string'
      ? Object.hasOwn(simple, u)
        ? simple[u]
        : undefined
      : has(u, 'score')
        ? score
        : has(u, 'class')
          ? classes
          : has(u, 'vector')
            ? vector
            : undefined,
)
const numbers = listOf(number)
const listed = listOf(text)
const value = choose<Value>('a text, a number or a list of them', [text, number, numbers, listed], u =>
  typeof u === 'string'
    ? text
    : Array.isArray(u)
      ? u.some(each => typeof each === 'string')
        ? listed
        : numbers
      : number,
)
const bound = choose<string | number>('a text or a number', [text, number], u =>
  typeof u === 'string' ? text : number,
)
const hash = described(optional(text), 'SHA-256 of the file: a run stops where it differs')
const file = closed({
  path: described(text, 'Where the file lies, from its source on'),
  sha256: hash,
  rows: described(optional(number), 'How many rows it holds'),
})
const lookedUp = closed({
  query: described(listOf(file), 'Files of queries: _id and text'),
  document: described(listOf(file), 'Files of the corpus: _id, text and perhaps title'),
})
const where: t.Type<Where, Where, unknown> = closed({
  column: described(text, 'The column that is looked at'),
  is: described(optional(bound), 'Keeps rows that have this; a class by its name or its index'),
  atLeast: described(optional(number), 'Keeps rows from this number on'),
  atMost: described(optional(number), 'Keeps rows up to this number'),
  shortest: described(optional(number), 'Keeps texts of this many characters or more'),
  longest: described(optional(number), 'Keeps texts of at most this many characters'),
}) as never // a key that is not there and one that is undefined are one to a codec

const of = (self: t.Mixed) => described(self, 'The data set that is changed')
/** A data set as plain data. */
export const dataCodec: t.Type<Data, Data, unknown> = inSchema(
  t.recursion<Data>('a data set', () => dataObject as never),
  () => ({ $ref: '#/definitions/data' }),
)
const origin = byKey<Origin>(
  'an object with files, rows, take, where, rename, repeat, pair, concatenate, tasks, divide',
  {
    files: closed({
      source: described(text, 'Where the files come from: hub:owner/name@revision, or a folder beside this file'),
      files: described(byName(listOf(file)), 'The files of each split'),
      texts: described(
        optional(lookedUp as t.Type<unknown, unknown, unknown>),
        'The files that hold the texts of ids: the files of the splits say which document is relevant to which query',
      ),
    }),
    rows: closed({ rows: described(byName(listOf(byName(value))), 'The rows of each split, written here') }),
    take: closed({ take: described(rows, 'How many rows stay, from the first on'), of: of(dataCodec) }),
    where: closed({ where: described(where, 'Which rows stay'), of: of(dataCodec) }),
    rename: closed({ rename: described(byName(text), 'New names of columns: { "old": "new" }'), of: of(dataCodec) }),
    repeat: closed({
      repeat: described(byName(text), 'Columns that stand a second time: { "column": "its second name" }'),
      of: of(dataCodec),
    }),
    pair: closed({
      pair: described(
        closed({
          column: described(text, 'The column of texts'),
          negatives: described(rows, 'Pairs of two different rows to each pair of a text with itself'),
          seed: described(number, 'Which texts meet in which epoch'),
        }),
        'What is drawn for each epoch: sentence1, sentence2 and label, in groups',
      ),
      of: of(dataCodec),
    }),
    concatenate: closed({ concatenate: described(listOf(dataCodec), 'Data sets whose rows follow each other') }),
    tasks: closed({ tasks: described(listOf(dataCodec), 'Data sets that stay apart, each with its own loss') }),
    divide: closed({
      divide: described(text, 'The split that is divided'),
      into: described(byName(number), 'The share of each part; together 1'),
      seed: described(number, 'Which rows go where'),
      of: of(dataCodec),
    }),
  },
)
const dataObject = closed(
  {
    data: described(text, 'The name of the data set'),
    columns: described(listOf(t.tuple([text, kind], '[name, kind]')), 'Each column with what it holds, in order'),
    splits: described(listOf(text), 'The names of the splits, in order'),
    origin: described(origin, 'Where the rows come from'),
  },
  'a data set',
)

const source = closed({
  source: described(text, 'hub:owner/name@revision, pip:package, or a folder beside this file'),
  route: described(
    optional(t.keyof({ query: null, document: null }, 'query or document')),
    'Of a model with an encoder for each route, the one that is meant',
  ),
  files: described(listOf(closed({ path: text, sha256: text })), 'The files of the model, and what they must hash to'),
})
const fresh = closed({
  config: described(byName(t.unknown), "The architecture's configuration, under the names of a config.json"),
  seed: described(number, 'What the weights are drawn from'),
  tokenizer: described(text, 'A tokenizer.json, beside this file'),
})
const modelOrigin = byKey<Model['origin']>('an object with source or config', { source, config: fresh })

const modelObject = closed(
  {
    model: described(text, 'The name of the model'),
    architecture: described(text, 'What reads the weights, as bert'),
    hidden: described(count, 'Numbers in a token embedding'),
    layers: described(layers, 'Layers of the encoder'),
    positions: described(count, 'The longest input in tokens, special tokens included'),
    vocabulary: described(count, 'Tokens that it knows'),
    maxLength: described(count, "The limit that the model's own files declare, in tokens"),
    modules: described(listOf(text), "The stages that the model's own files declare after the encoder"),
    lowerCase: described(optional(flag), 'Whether its tokenizer makes letters small'),
    prompts: described(optional(listOf(t.tuple([text, text], '[name, text]'))), 'The prompts that it declares'),
    similarity: described(optional(similarity), 'How it declares that two vectors are compared'),
    origin: described(modelOrigin, 'Where weights and tokenizer come from'),
  },
  'a model',
)
/** A model as plain data. */
export const modelCodec: t.Type<Model, Model, unknown> = inSchema(modelObject, () => ({
  $ref: '#/definitions/model',
})) as never // readonly

/** What the codecs above refer to. */
export const definitions = (): JsonSchema => ({ data: schemaOf(dataObject), model: schemaOf(modelObject) })
