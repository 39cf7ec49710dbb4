import { renamedColumns, repeatedColumns } from './changedColumns.js'
import type { Class, ColumnKind, Columns, Row, ShowColumns, ShowKind, Vector } from './columns.js'
import type { Data, Origin, Where } from './data.js'
import type { Differ, NameTaken, NoBound, NoClass, NoRows, NothingToRename, NothingToRepeat } from './dataSentences.js'
import type { IsPositive, IsWhole } from './numbers.js'
import type { NoSetting } from './settingSentences.js'
import { type SplitNames, splitNames } from './splitNames.js'
import type { Together } from './taskSentences.js'

/** A data set written as rows: `data('pairs', [['text', text]], { train: [{ text: 'A dog runs.' }] })`. */
export const data = <const Name extends string, const C extends Columns, const Split extends string>(
  name: Name,
  columns: C,
  rows: Readonly<Record<Split, readonly RowOf<C>[]>>,
): Data<Name, C, SplitNames<Split>> =>
  // A typed row is a row.
  made(name, columns, splitNames(Object.keys(rows) as Split[]), {
    rows: rows as Readonly<Record<string, readonly Row[]>>,
  })

/** A data set in files, by split; paths are relative to `source`, and `source` to the file that names it. */
export const files = <const Name extends string, const C extends Columns, const Split extends string>(
  name: Name,
  columns: C,
  paths: Readonly<Record<Split, readonly string[]>>,
  source = '.',
): Data<Name, C, SplitNames<Split>> => {
  const splits = Object.keys(paths) as Split[]
  const byName = Object.fromEntries(splits.map(split => [split, paths[split].map(path => ({ path }))]))
  return made(name, columns, splitNames(splits), { source, files: byName })
}

/** The first rows of each split. */
export const take = <D extends Data, const N extends number>(data: D, rows: TakeFits<N>): Like<D> =>
  // `rows` is N wherever this was allowed to compile.
  changed(data, { take: rows as number, of: data })

/** The rows whose column meets every bound: `filter(stsb, { column: 'score', atLeast: 3 })`. */
export const filter = <D extends Data, const W extends Where>(data: D, where: FilterFits<D, W>): Like<D> =>
  // `where` is W wherever this was allowed to compile.
  changed(data, { where: where as unknown as W, of: data })

/** Other names for columns: `rename(nli, { premise: 'sentence1', hypothesis: 'sentence2' })`. */
export const rename = <D extends Data, const M extends Readonly<Record<string, string>>>(
  data: D,
  names: RenameFits<D, M>,
): Data<D['data'], Renamed<D['columns'], M>, D['splits']> => {
  // `names` is M wherever this was allowed to compile.
  const to = names as unknown as M
  return made(data.data, renamedColumns(data.columns, to) as never, data.splits, { rename: to, of: data })
}

/** Columns a second time, behind the others: `repeat(lines, { anchor: 'positive' })` makes pairs of a text with itself. */
export const repeat = <D extends Data, const M extends Readonly<Record<string, string>>>(
  data: D,
  names: RepeatFits<D, M>,
): Data<D['data'], Repeated<D['columns'], M>, D['splits']> => {
  // `names` is M wherever this was allowed to compile.
  const again = names as unknown as M
  return made(data.data, repeatedColumns(data.columns, again) as never, data.splits, { repeat: again, of: data })
}

/** The rows of one data set, then those of another with the same columns. A split that only one of them has is that one's. */
export const concatenate = <A extends Data, B extends Data>(
  first: A,
  second: ConcatenateFits<A, B>,
): Data<`${A['data']}+${B['data']}`, A['columns'], Union<A['splits'], B['splits']>> => {
  // `second` is B wherever this was allowed to compile.
  const other = second as unknown as B
  const splits = [...first.splits, ...other.splits.filter(split => !first.splits.includes(split))]
  return made(`${first.data}+${other.data}`, first.columns, splits as never, { concatenate: [first, other] })
}

/**
 * One split into several, by shares: the rows at the first places of `torch.randperm(n)` seeded `seed` go to the first share.
 * Each keeps the order of the file. New names are appended; `of` itself becomes one of the parts if it is named, else stays whole.
 */
export const split = <D extends Data, const Part extends string>(
  data: D,
  how: { readonly of: D['splits'][number]; readonly into: Readonly<Record<Part, number>>; readonly seed: number },
): Data<D['data'], D['columns'], Union<D['splits'], SplitNames<Part>>> => {
  const parts: readonly string[] = splitNames(Object.keys(how.into) as Part[])
  const splits = [...data.splits, ...parts.filter(part => !data.splits.includes(part))]
  return made(data.data, data.columns, splits as never, { divide: how.of, into: how.into, seed: how.seed, of: data })
}

/** What a row of these columns holds when it is written in a program: a class by its name or its index. */
export type RowOf<C extends Columns> = {
  readonly [Column in C[number] as Column[0]]: Column[1] extends 'text'
    ? string
    : Column[1] extends 'texts'
      ? readonly string[]
      : Column[1] extends 'key'
        ? string | number
        : Column[1] extends 'binary'
          ? 0 | 1
          : Column[1] extends Class<infer Names>
            ? Names[number] | number
            : Column[1] extends Vector
              ? readonly number[]
              : number
}

export type ColumnName<C extends Columns> = C[number][0]
type Like<D extends Data> = Data<D['data'], D['columns'], D['splits']>

type Renamed<C extends Columns, M> = {
  readonly [I in keyof C]: readonly [C[I][0] extends keyof M ? M[C[I][0]] & string : C[I][0], C[I][1]]
}
type Repeated<C extends Columns, M> = readonly [...C, ...Second<C, M>]
type Second<C extends Columns, M> = C extends readonly [
  readonly [infer Name extends string, infer Kind extends ColumnKind],
  ...infer Rest extends Columns,
]
  ? Name extends keyof M
    ? readonly [readonly [M[Name] & string, Kind], ...Second<Rest, M>]
    : Second<Rest, M>
  : readonly []
type TakeFits<N extends number> = number extends N
  ? N
  : [IsPositive<N>, IsWhole<N>] extends [true, true]
    ? N
    : NoRows<N>
type FilterFits<D extends Data, W> = {
  readonly [K in keyof W]: K extends 'column'
    ? keyof W extends 'column'
      ? NoBound<W[K] & string>
      : ColumnName<D['columns']> | IfSeveral<D>
    : K extends 'is'
      ? OfClass<Extract<D['columns'][number], readonly [W['column' & keyof W], unknown]>, W[K]>
      : K extends keyof Where
        ? W[K]
        : NoSetting<'filter', K & string>
}
/** A class by its name; an index is looked at by the program. */
type OfClass<Column, Is> = Column extends readonly [infer Name extends string, infer Kind extends Class]
  ? Is extends string
    ? string extends Is | Kind['class'][number]
      ? Is
      : Is extends Kind['class'][number]
        ? Is
        : NoClass<Name, ShowKind<Kind>, Is>
    : Is
  : Is
type RenameFits<D extends Data, M> = {
  readonly [K in keyof M]: K extends ColumnName<D['columns']>
    ? M[K]
    : D['columns'] extends readonly []
      ? Together<D['data']>
      : NothingToRename<K & string, D['data'], ShowColumns<D['columns']>>
}
type RepeatFits<D extends Data, M> = {
  readonly [K in keyof M]: K extends ColumnName<D['columns']>
    ? M[K] extends ColumnName<D['columns']>
      ? string extends M[K]
        ? M[K]
        : NameTaken<D['data'], M[K]>
      : M[K]
    : D['columns'] extends readonly []
      ? Together<D['data']>
      : NothingToRepeat<K & string, D['data'], ShowColumns<D['columns']>>
}
/** Several data sets have no columns in common. */
type IfSeveral<D extends Data> = D['columns'] extends readonly [] ? Together<D['data']> : never
type ConcatenateFits<A extends Data, B extends Data> = [IfSeveral<A> | IfSeveral<B>] extends [never]
  ? [A['columns'], B['columns']] extends [B['columns'], A['columns']]
    ? B
    : Differ<A['data'], ShowColumns<A['columns']>, B['data'], ShowColumns<B['columns']>>
  : IfSeveral<A> | IfSeveral<B>

/** The names of one list, then those of the other that are new. */
type Union<A extends readonly string[], B extends readonly string[]> = B extends readonly [
  infer Name extends string,
  ...infer Rest extends readonly string[],
]
  ? Union<Name extends A[number] ? A : readonly [...A, Name], Rest>
  : B extends readonly []
    ? A
    : readonly [...A, ...Exclude<B[number], A[number]>[]]

const made = <Name extends string, C extends Columns, S extends readonly string[]>(
  name: Name,
  columns: C,
  splits: S,
  origin: Origin,
): Data<Name, C, S> => Object.freeze({ data: name, columns, splits, origin })

const changed = <D extends Data>(data: D, origin: Origin): Like<D> => made(data.data, data.columns, data.splits, origin)
