import {
  type ColumnKind,
  type Columns,
  type Join,
  type KindName,
  kindName,
  type kindNames,
  type ShowColumns,
  type ShowKind,
  showColumns,
  showKind,
} from './columns.js'
import type { Data } from './data.js'
import type { Flow } from './flow.js'
import type { Fault } from './problem.js'
import {
  type WrongMargins,
  type WrongPlayers,
  type WrongTeacher,
  wrongMargins,
  wrongPlayers,
  wrongTeacher,
} from './roleSentences.js'
import {
  type Misnamed,
  misnamed,
  type NoColumn,
  type NoneOfKind,
  type NoRole,
  noColumn,
  noneOfKind,
  noRole,
  type UsedTwice,
  usedTwice,
  type WrongCount,
  type WrongKind,
  type WrongLength,
  wrongCount,
  wrongKind,
  wrongLength,
} from './sentences.js'
import { type Several, several, type Together } from './taskSentences.js'
import { type NamesOf, namesOf, type SetsOf, setsOf } from './tasks.js'

type KindNames = (typeof kindNames)[number]
/**
 * The kinds of column, and vectors of a certain length. The texts of a row but the first are a query's documents: `scores` has a number for
 * each, `margins` too, or one for each but the first, where one alone may be a score. `teacher` is as wide as the setting `projection`
 * says, or as the embeddings.
 */
export type RoleKind = KindNames | VectorKind
type VectorKind = 'scores' | 'margins' | 'teacher'
type ColumnKindOf<K> = K extends VectorKind ? 'vector' : K
export const columnKindOf = (kind: RoleKind): KindNames =>
  kind === 'scores' || kind === 'margins' || kind === 'teacher' ? 'vector' : kind
/**
 * A role and the kind of column that can play it: `'anchor: text'`. Roles are a tuple, because order must be the same in every compiler.
 * `'negative…: text'` is played by any number of columns, also by none: `negative`, `negative_2` …, in the data's order; `'negative+: text'`
 * by one or more; `'target…text: vector'` by none, or by as many as play `text`. `'weight?: score'` may be left out, `'score?negative: score'`
 * where something plays `negative`.
 */
export type Role = `${string}: ${RoleKind}`
export type RoleName<R> = R extends `${infer Name}: ${string}` ? Bare<Name> : never
type Bare<Name extends string> = Name extends `${infer B}…${string}` | `${infer B}?${string}` | `${infer B}+` ? B : Name
/** A role that is played by a list of columns. */
export type ManyRole = `${string}…${string}: ${string}` | `${string}+: ${string}`
export type TextRole<R> = R extends `${infer Name}: ${'text' | 'texts'}` ? Bare<Name> : never
export type LabelRole<R> = R extends `${infer Name}: ${Exclude<RoleKind, 'text' | 'texts'>}` ? Bare<Name> : never
/** Whether what plays a role is encoded: a text, or a list of them. */
export const isEncoded = (kind: string): boolean => kind === 'text' || kind === 'texts'

/** Which column plays a role, as settings say it: a name, or names where a role is played by several. */
export type RoleMap<R extends Role> = {
  readonly [S in R as RoleName<S>]?: S extends ManyRole ? readonly string[] : string
}
export type Mapped = Readonly<Record<string, string | readonly string[]>>

type Facts = { readonly columns: Columns; readonly data: string; readonly width: number; readonly from: unknown }
type Record_<C extends Columns> = { readonly [E in C[number] as E[0]]: E[1] }
type ColumnOf<M, R extends string> = M extends { readonly [X in R]: infer C extends string } ? C : R
export type Listed<R> = R extends readonly [infer A extends string, ...infer Rest]
  ? Rest extends readonly []
    ? A
    : `${A}, ${Listed<Rest>}`
  : ''

/** The sentence of the first role that finds no column, or `undefined`. Columns that are not literal stay open, and so do roles mapped to any text. */
export type Unmapped<Stage extends string, Roles extends readonly Role[], M, F extends Facts> = [keyof M] extends [
  never,
]
  ? Unplayed<Stage, Roles, M, F>
  : [Exclude<keyof M, RoleName<Roles[number]>>] extends [never]
    ? Unplayed<Stage, Roles, M, F>
    : NoRole<Stage, Listed<Roles>>
type Unplayed<Stage extends string, Roles, M, F extends Facts> = string extends F['columns'][number][0]
  ? undefined
  : EachRole<Stage, Roles, M, F, Record_<F['columns']>, Roles>
type EachRole<Stage extends string, Roles, M, F extends Facts, All, Whole, Used = never> = Roles extends readonly [
  `${infer R}: ${infer K}`,
  ...infer Rest,
]
  ? ColumnOf<M, R> extends infer C extends string
    ? string extends C
      ? EachRole<Stage, Rest, M, F, All, Whole, Used>
      : C extends keyof All
        ? KindName<All[C]> extends K
          ? C extends Used
            ? UsedTwice<Stage, C>
            : K extends 'vector'
              ? OtherLength<Stage, R, C, All[C], F['width']> extends infer Wrong extends string
                ? Wrong
                : EachRole<Stage, Rest, M, F, All, Whole, Used | C>
              : EachRole<Stage, Rest, M, F, All, Whole, Used | C>
          : K extends VectorKind
            ? OtherVector<Stage, R, K, C, M, F, All, Whole> extends infer Wrong extends string
              ? Wrong
              : EachRole<Stage, Rest, M, F, All, Whole, Used | C>
            : WrongKind<Stage, R, K, C, ShowKind<All[C]>>
        : R extends `${string}…${string}` | `${string}?${string}` | `${string}+`
          ? Times<Stage, R, K, Rest, M, F, All, Whole, Used>
          : NotFound<Stage, R, ColumnKindOf<K> & string, C, F>
    : undefined
  : undefined

/** A role that is not played just once, then the roles that are left. */
type Times<
  Stage extends string,
  R,
  K extends string,
  Rest extends readonly unknown[],
  M,
  F extends Facts,
  All,
  Whole,
  Used,
> = R extends `${infer Base}…${infer Other}`
  ? OtherTimes<Stage, Base, Other, M, F> extends infer Wrong extends string
    ? Wrong
    : EachPlayer<Stage, Players<M, Base, F['columns']>, Base, K, Rest, M, F, All, Whole, Used>
  : R extends `${infer Base}+`
    ? Players<M, Base, F['columns']> extends infer P
      ? P extends readonly []
        ? NotFound<Stage, Base, ColumnKindOf<K> & string, Base, F>
        : EachPlayer<Stage, P, Base, K, Rest, M, F, All, Whole, Used>
      : never
    : R extends `${infer Base}?${infer Other}`
      ? Base extends keyof (M & All)
        ? EachRole<Stage, [`${Base}: ${K}`, ...Rest], M, F, All, Whole, Used>
        : Other extends ''
          ? EachRole<Stage, Rest, M, F, All, Whole, Used>
          : Players<M, Other, F['columns']> extends readonly []
            ? NotFound<Stage, Base, ColumnKindOf<K> & string, Base, F>
            : EachRole<Stage, Rest, M, F, All, Whole, Used>
      : never
/** `'target…text'`: as many of the one as of the other. */
type OtherTimes<Stage extends string, Base extends string, Other extends string, M, F extends Facts> = Other extends ''
  ? undefined
  : Players<M, Base, F['columns']>['length'] extends infer N extends number
    ? Players<M, Other, F['columns']>['length'] extends infer Of extends number
      ? N extends 0 | Of
        ? undefined
        : WrongPlayers<Stage, Base, Other, F['data'], N, Of>
      : never
    : never

/** The columns that play a role of any number: those written, or those named after it. */
type Players<M, Base extends string, C> = M extends { readonly [X in Base]: infer Names extends readonly string[] }
  ? Names
  : NamedAfter<Base, C>
type NamedAfter<Base extends string, C> = C extends readonly [readonly [infer N extends string, unknown], ...infer Rest]
  ? N extends Base | `${Base}_${bigint}`
    ? [N, ...NamedAfter<Base, Rest>]
    : NamedAfter<Base, Rest>
  : []
/** Each of several players as a role of its own, then the roles that are left. */
type EachPlayer<
  Stage extends string,
  P,
  Base extends string,
  K,
  Rest,
  M,
  F extends Facts,
  All,
  Whole,
  Used,
> = P extends readonly [infer C extends string, ...infer Others]
  ? EachRole<
      Stage,
      [`${Base}: ${K & string}`],
      { readonly [X in Base]: C },
      F,
      All,
      Whole,
      Used
    > extends infer Wrong extends string
    ? Wrong
    : EachPlayer<Stage, Others, Base, K, Rest, M, F, All, Whole, Used | C>
  : EachRole<Stage, Rest, M, F, All, Whole, Used>

/** How many texts of a row a query has beside itself. */
type Documents<Roles, M, C, Sofar extends readonly unknown[] = []> = Roles extends readonly [
  `${infer R}: ${infer K}`,
  ...infer Rest,
]
  ? K extends 'text'
    ? R extends `${infer Base}…` | `${infer Base}+`
      ? Documents<Rest, M, C, [...Sofar, ...Players<M, Base, C>]>
      : Documents<Rest, M, C, [...Sofar, R]>
    : Documents<Rest, M, C, Sofar>
  : Sofar extends readonly [unknown, ...infer D]
    ? D
    : readonly unknown[]

/** What is wrong with a column whose length hangs on something else, or `undefined`. */
type OtherVector<
  Stage extends string,
  R extends string,
  K extends VectorKind,
  C extends string,
  M,
  F extends Facts,
  All,
  Whole,
> = C extends keyof All
  ? K extends 'scores'
    ? OtherCount<Stage, R, C, All[C], Documents<Whole, M, F['columns']>['length']>
    : K extends 'margins'
      ? OtherMargins<Stage, R, C, All[C], Documents<Whole, M, F['columns']>>
      : All[C] extends { readonly vector: infer Length extends number }
        ? number extends Length | F['width']
          ? undefined
          : Length extends F['width']
            ? undefined
            : WrongTeacher<Stage, F['width'], R, C, Length>
        : WrongKind<Stage, R, 'vector', C, ShowKind<All[C]>>
  : undefined
type OtherCount<Stage extends string, R extends string, C extends string, Is, Count extends number> = Is extends {
  readonly vector: infer Length extends number
}
  ? number extends Length | Count
    ? undefined
    : Length extends Count
      ? undefined
      : WrongCount<Stage, Count, R, C, Length>
  : WrongKind<Stage, R, 'vector', C, ShowKind<Is>>
type OtherMargins<
  Stage extends string,
  R extends string,
  C extends string,
  Is,
  D extends readonly unknown[],
> = D extends readonly [unknown, ...infer Negatives]
  ? KindName<Is> extends 'score' | 'vector'
    ? LengthOf<Is> extends infer Length
      ? number extends Length
        ? undefined
        : Length extends Negatives['length'] | (Is extends { readonly vector: number } ? D['length'] : never)
          ? undefined
          : WrongMargins<Stage, Negatives['length'], D['length'], R, C, ShowKind<Is>>
      : never
    : WrongKind<Stage, R, 'vector', C, ShowKind<Is>>
  : undefined
type LengthOf<Is> = Is extends { readonly vector: infer Length } ? Length : 1

type OtherLength<Stage extends string, R extends string, C extends string, Is, Width extends number> = Is extends {
  readonly vector: infer Length extends number
}
  ? number extends Length | Width
    ? undefined
    : Length extends Width
      ? undefined
      : WrongLength<Stage, Width, R, C, Length>
  : undefined

type NotFound<Stage extends string, R extends string, K extends string, C extends string, F extends Facts> =
  OfKind<F['columns'], K> extends infer Names extends string
    ? Names extends ''
      ? SetsOf<F['from']> extends infer Sets extends readonly Data[]
        ? Several<Stage, F['data'], Join<NamesOf<Sets>, ', '>>
        : F['columns'] extends readonly []
          ? Together<F['data']>
          : NoneOfKind<Stage, R, K, F['data'], ShowColumns<F['columns']>>
      : C extends R
        ? NoColumn<Stage, R, K, F['data'], Names>
        : Misnamed<Stage, R, K, F['data'], C, Names>
    : undefined
type OfKind<C, K, Sofar extends string = ''> = C extends readonly [
  readonly [infer N extends string, infer Is],
  ...infer Rest,
]
  ? OfKind<Rest, K, KindName<Is> extends K ? (Sofar extends '' ? N : `${Sofar}, ${N}`) : Sofar>
  : Sofar

/** Role by role, the column that plays it. */
export const columnOf = (columns: Readonly<Record<string, string>>, role: string): string =>
  Object.hasOwn(columns, role) ? columns[role]! : role
export const roleParts = (role: Role): readonly [name: string, kind: RoleKind] => role.split(': ') as [string, RoleKind]

/** How many columns a role wants, and the other role that this hangs on. */
export type Wanted = 'one' | 'perhaps one' | 'any number' | 'one or more'
export const roleTimes = (role: Role): readonly [name: string, kind: RoleKind, times: Wanted, other: string] => {
  const [spelt, kind] = roleParts(role)
  const [, name, mark, other] = /^([^…?+]*)([…?+]?)(.*)$/.exec(spelt) as unknown as [string, string, string, string]
  return [name, kind, wanted[mark]!, other]
}
const wanted: Readonly<Record<string, Wanted>> = {
  '': 'one',
  '?': 'perhaps one',
  '…': 'any number',
  '+': 'one or more',
}

/** Whether a list of columns plays a role. */
export const isMany = (times: Wanted): boolean => times === 'any number' || times === 'one or more'

/** A role with the column that plays it; `is` is the column's kind, where there is one. */
export interface Played {
  readonly role: string
  readonly kind: RoleKind
  readonly column: string
  readonly is: ColumnKind | undefined
}

/** Several players of one role are called `negative`, `negative_2`, `negative_3` … */
export const playerName = (role: string, index: number): string => (index === 0 ? role : `${role}_${index + 1}`)

/** Every role with its column, in order; a role of any number as many times as it is played. */
export const played = (roles: readonly Role[], map: Mapped, columns: Columns): readonly Played[] =>
  roles.flatMap(spec => {
    const [name, kind, times] = roleTimes(spec)
    return playersOf(name, times, map, columns).map((column, i) => ({
      role: playerName(name, i),
      kind,
      column,
      is: columns.find(([each]) => each === column)?.[1],
    }))
  })

const playersOf = (name: string, times: Wanted, map: Mapped, columns: Columns): readonly string[] => {
  const written = Object.hasOwn(map, name) ? map[name]! : undefined
  if (written !== undefined) return typeof written === 'string' ? [written] : written
  const names = columns.map(([column]) => column)
  if (isMany(times)) return names.filter(column => isNamedAfter(name, column))
  return times === 'one' || names.includes(name) ? [name] : []
}

/** `negative`, or `negative_2`. */
export const isNamedAfter = (role: string, column: string): boolean =>
  column === role || (column.startsWith(`${role}_`) && /^(-?[1-9]\d*|0)$/.test(column.slice(role.length + 1)))

export const unmapped = (stage: string, roles: readonly Role[], map: Mapped, flow: Flow): readonly Fault[] => {
  const names = roles.map(role => roleTimes(role)[0])
  const stranger = Object.keys(map).find(role => !names.includes(role))
  if (stranger !== undefined) return [{ sentence: noRole(stage, roles.join(', ')), at: ['columns', stranger] }]
  const sets = setsOf(flow.from)
  if (sets !== undefined && roles.length > 0) return [{ sentence: several(stage, flow.data, namesOf(sets)), at: [] }]
  const used = new Set<string>()
  const documents = played(roles, map, flow.columns).filter(({ kind }) => kind === 'text').length - 1
  return roles.flatMap(spec => {
    const [role, kind, times, other] = roleTimes(spec)
    const at = Object.hasOwn(map, role) ? ['columns', role] : []
    const players = played([spec], map, flow.columns)
    const count = (each: string) => playersOf(each, 'any number', map, flow.columns).length
    const missing = times === 'one or more' || (times === 'perhaps one' && other !== '' && count(other) === 0)
    if (players.length === 0 && missing)
      return [{ sentence: notFound(stage, role, columnKindOf(kind), role, flow), at }]
    if (times === 'any number' && other !== '' && players.length > 0 && players.length !== count(other))
      return [{ sentence: wrongPlayers(stage, role, other, flow.data, players.length, count(other)), at }]
    return players.flatMap((player, i) => {
      const sentence = unplayed(stage, role, player, used, documents, flow)
      const listed = at.length > 0 && typeof map[role] !== 'string' ? [i] : []
      if (sentence === undefined) used.add(player.column)
      return sentence === undefined ? [] : [{ sentence, at: [...at, ...listed] }]
    })
  })
}

const unplayed = (
  stage: string,
  role: string,
  { kind, column, is }: Played,
  used: ReadonlySet<string>,
  documents: number,
  flow: Flow,
): string | undefined => {
  const asked = columnKindOf(kind)
  if (is === undefined) return notFound(stage, role, asked, column, flow)
  const score = kind === 'margins' && kindName(is) === 'score'
  if (kindName(is) !== asked && !score) return wrongKind(stage, role, asked, column, showKind(is))
  if (used.has(column)) return usedTwice(stage, column)
  const length = typeof is === 'object' && 'vector' in is ? is.vector : score ? 1 : undefined
  return length === undefined
    ? undefined
    : lengths[kind]?.({ stage, role, column, is, length, documents, width: flow.width })
}

/** A vector, or a score that stands for one, and what its length hangs on. */
interface Measured {
  readonly stage: string
  readonly role: string
  readonly column: string
  readonly is: ColumnKind
  readonly length: number
  readonly documents: number
  readonly width: number
}
const lengths: { readonly [K in RoleKind]?: (each: Measured) => string | undefined } = {
  vector: ({ stage, width, role, column, length }) =>
    length === width ? undefined : wrongLength(stage, width, role, column, length),
  teacher: ({ stage, width, role, column, length }) =>
    length === width ? undefined : wrongTeacher(stage, width, role, column, length),
  scores: ({ stage, documents, role, column, length }) =>
    length === documents ? undefined : wrongCount(stage, documents, role, column, length),
  margins: ({ stage, documents, role, column, is, length }) =>
    length === documents - 1 || (length === documents && kindName(is) === 'vector')
      ? undefined
      : wrongMargins(stage, documents - 1, documents, role, column, showKind(is)),
}

/** Columns of the right kind can be mapped to the role; where there is none, mapping does not help. */
const notFound = (stage: string, role: string, kind: string, column: string, { columns, data }: Flow): string => {
  const names = columns.filter(([, is]) => kindName(is) === kind).map(([name]) => name)
  if (names.length === 0) return noneOfKind(stage, role, kind, data, showColumns(columns))
  return column === role
    ? noColumn(stage, role, kind, data, names.join(', '))
    : misnamed(stage, role, kind, data, column, names.join(', '))
}
