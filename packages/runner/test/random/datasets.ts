import {
  type ColumnKind,
  concatenate,
  type Data,
  data,
  files,
  filter,
  rename,
  repeat,
  split,
  take,
  type Value,
} from '@siamese/core'
import fc from 'fast-check'
import { names, texts } from './texts.js'

/** How wide embeddings are that are held against vectors. */
export const taughtWidth = 4

/** A kind of column by the name that roles ask for. */
export const kinds: Readonly<Record<string, fc.Arbitrary<ColumnKind>>> = {
  text: fc.constant<ColumnKind>('text'),
  texts: fc.constant<ColumnKind>('texts'),
  key: fc.constant<ColumnKind>('key'),
  binary: fc.constant<ColumnKind>('binary'),
  score: fc.constantFrom<ColumnKind>({ score: [0, 5] }, { score: [-1, 1] }, { score: [0.5, 1e6] }),
  class: names(2).map(pair => ({ class: pair })),
  vector: fc.constant<ColumnKind>({ vector: taughtWidth }),
  // A query has two documents here: its positive and one negative.
  scores: fc.constant<ColumnKind>({ vector: 2 }),
  margins: fc.constantFrom<ColumnKind>({ vector: 1 }, { vector: 2 }, { score: [0, 5] }),
  teacher: fc.constant<ColumnKind>({ vector: taughtWidth }),
}
const valueIn = (kind: ColumnKind): fc.Arbitrary<Value> =>
  kind === 'text' || kind === 'key'
    ? texts
    : kind === 'texts'
      ? fc.array(texts, { maxLength: 3 })
      : kind === 'binary'
        ? fc.constantFrom<Value>(0, 1)
        : 'score' in kind
          ? fc.constantFrom<Value>(...kind.score)
          : 'class' in kind
            ? fc.constantFrom<Value>(...kind.class)
            : fc.array(fc.constantFrom(0, -0.5, 1e-7, 3), { minLength: kind.vector, maxLength: kind.vector })

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
}
export const splits = ['train', 'dev', 'test'] as const

/** A data set with these columns: rows or files, changed in any way that keeps them. */
export const datasets = (name: string, columns: readonly Column[]): fc.Arbitrary<Data> => {
  const pairs = columns.map(({ name, kind }) => [name, kind] as const)
  const row = fc
    .tuple(...columns.map(({ kind }) => valueIn(kind)))
    .map(values => Object.fromEntries(columns.map(({ name }, i) => [name, values[i]!])))
  const rows = fc.record(Object.fromEntries(splits.map(each => [each, fc.array(row, { maxLength: 2 })])))
  const paths = fc.record(Object.fromEntries(splits.map(each => [each, fc.array(texts, { maxLength: 2 })])))
  const start = fc.oneof(
    rows.map(each => data(name, pairs, each as never) as Data),
    fc.tuple(paths, texts).map(([each, source]) => files(name, pairs, each, source) as Data),
  )
  const change: fc.Arbitrary<(from: Data) => Data> = fc.oneof(
    fc.integer({ min: 1, max: 1e6 }).map(count => (from: Data) => take(from, count)),
    fc.integer({ min: 0, max: 50 }).map(shortest => (from: Data) => {
      const column = from.columns.find(([, kind]) => kind === 'text')?.[0]
      return column === undefined ? from : filter(from, { column, shortest })
    }),
    fc
      .integer({ min: 0, max: 1e9 })
      .map(
        seed => (from: Data) =>
          from.splits.includes('held')
            ? from
            : (split(from, { of: 'train', into: { train: 0.75, held: 0.25 }, seed }) as Data),
      ),
    fc.constant((from: Data) => concatenate(from, { ...from, data: 'others' } as never) as Data),
    fc.constant((from: Data) => {
      const [first] = from.columns
      const second = 'a second time'
      if (first === undefined || from.columns.some(([name]) => name === second)) return from
      return repeat(from, { [first[0]]: second } as never) as Data
    }),
    fc.constant((from: Data) => {
      const [first] = from.columns
      const other = 'another name'
      if (first === undefined || from.columns.some(([name]) => name === other)) return from
      const there = rename(from, { [first[0]]: other } as never) as Data
      return rename(there, { [other]: first[0] } as never) as Data
    }),
  )
  return fc
    .tuple(start, fc.array(change, { maxLength: 3 }))
    .map(([from, changes]) => changes.reduce((d, f) => f(d), from))
}
