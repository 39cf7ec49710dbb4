/**
 * Kinds of column, as plain data that survives `as const` and JSON:
 * `'text'`, `'binary'`, `{ score: [0, 5] }`, `{ class: ['entailment', 'neutral', 'contradiction'] }`, `{ vector: 384 }`.
 */
export type Text = 'text'
/** A list of texts a row, of any length: the documents that answer a query. */
export type Texts = 'texts'
/** What tells things apart, an id: a text or a whole number, which nothing encodes. */
export type Key = 'key'
/** 0 or 1, `true` or `false`. */
export type Binary = 'binary'
export interface Score<Min extends number = number, Max extends number = number> {
  readonly score: readonly [min: Min, max: Max]
}
export interface Class<Names extends readonly string[] = readonly string[]> {
  readonly class: Names
}
/** So many numbers a row: what a teacher gives a text. */
export interface Vector<Length extends number = number> {
  readonly vector: Length
}
export type ColumnKind = Text | Texts | Key | Binary | Score | Class | Vector

/** Columns in order: a tuple, because the order of an object's keys differs between compilers. */
export type Columns = readonly (readonly [name: string, kind: ColumnKind])[]

export const text: Text = 'text'
export const texts: Texts = 'texts'
export const key: Key = 'key'
export const binary: Binary = 'binary'
export const score = <const Min extends number, const Max extends number>(min: Min, max: Max): Score<Min, Max> => ({
  score: [min, max],
})
export const classes = <const Names extends readonly string[]>(...names: Names): Class<Names> => ({ class: names })
export const vector = <const Length extends number>(length: Length): Vector<Length> => ({ vector: length })

/** The names that roles ask for. */
export const kindNames = ['text', 'binary', 'score', 'class', 'vector', 'texts', 'key'] as const
export const kindName = (kind: ColumnKind): (typeof kindNames)[number] =>
  typeof kind === 'string' ? kind : 'score' in kind ? 'score' : 'class' in kind ? 'class' : 'vector'

export type KindName<K> = K extends string
  ? K
  : K extends Score
    ? 'score'
    : K extends Class
      ? 'class'
      : K extends Vector
        ? 'vector'
        : never

/** A kind in words: `score<0, 5>`, `class<a | b>`. */
export const showKind = (kind: ColumnKind): string =>
  typeof kind === 'string'
    ? kind
    : 'score' in kind
      ? `score<${kind.score[0]}, ${kind.score[1]}>`
      : 'class' in kind
        ? `class<${kind.class.join(' | ')}>`
        : `vector<${kind.vector}>`

export type ShowKind<K> = K extends string
  ? K
  : K extends Score<infer Min, infer Max>
    ? `score<${Min}, ${Max}>`
    : K extends Class<infer Names>
      ? `class<${Join<Names, ' | '>}>`
      : K extends Vector<infer Length>
        ? `vector<${Length}>`
        : never

/** `sentence1: text, score: score<0, 5>` */
export const showColumns = (columns: Columns): string =>
  columns.map(([name, kind]) => `${name}: ${showKind(kind)}`).join(', ')

export type ShowColumns<C> = C extends readonly [readonly [infer N extends string, infer K], ...infer Rest]
  ? Rest extends readonly []
    ? `${N}: ${ShowKind<K>}`
    : `${N}: ${ShowKind<K>}, ${ShowColumns<Rest>}`
  : ''

export type Join<Words, Between extends string> = Words extends readonly [infer A extends string, ...infer Rest]
  ? Rest extends readonly []
    ? A
    : `${A}${Between}${Join<Rest, Between>}`
  : string

/** A row as pipelines see it: texts and keys as strings, scores as numbers, classes as their index, binary as 0 or 1, vectors and texts as lists. */
export type Row = Readonly<Record<string, Value>>
export type Value = string | number | readonly number[] | readonly string[]
