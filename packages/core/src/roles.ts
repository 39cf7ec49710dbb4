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
/** The kinds of column, and `scores`: a vector with a number for every text of a row but the first, which a query's documents have. */
export type RoleKind = KindNames | 'scores'
type ColumnKindOf<K> = K extends 'scores' ? 'vector' : K
const columnKindOf = (kind: RoleKind): KindNames => (kind === 'scores' ? 'vector' : kind)
/**
 * A role and the kind of column that can play it: `'anchor: text'`. Roles are a tuple, because order must be the same in every compiler.
 * `'negative…: text'` is played by any number of columns, also by none: `negative`, `negative_2` …, in the data's order. `'weight?: score'`
 * may be left out.
 */
export type Role = `${string}: ${RoleKind}`
export type RoleName<R> = R extends `${infer Name}: ${string}` ? Bare<Name> : never
type Bare<Name extends string> = Name extends `${infer B}…` | `${infer B}?` ? B : Name
export type TextRole<R> = R extends `${infer Name}: ${'text' | 'texts'}` ? Bare<Name> : never
export type LabelRole<R> = R extends `${infer Name}: ${Exclude<RoleKind, 'text' | 'texts'>}` ? Bare<Name> : never
/** Whether what plays a role is encoded: a text, or a list of them. */
export const isEncoded = (kind: string): boolean => kind === 'text' || kind === 'texts'

/** Which column plays a role, as settings say it: a name, or names where a role is played by several. */
export type RoleMap<R extends Role> = {
  readonly [S in R as RoleName<S>]?: S extends `${string}…: ${string}` ? readonly string[] : string
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
          : K extends 'scores'
            ? OtherCount<Stage, R, C, All[C], Documents<Whole, M, F['columns']>> extends infer Wrong extends string
              ? Wrong
              : EachRole<Stage, Rest, M, F, All, Whole, Used | C>
            : WrongKind<Stage, R, K, C, ShowKind<All[C]>>
        : R extends `${infer Base}…`
          ? EachPlayer<Stage, Players<M, Base, F['columns']>, Base, K, Rest, M, F, All, Whole, Used>
          : R extends `${infer Base}?`
            ? Base extends keyof (M & All)
              ? EachRole<Stage, [`${Base}: ${K}`, ...Rest], M, F, All, Whole, Used>
              : EachRole<Stage, Rest, M, F, All, Whole, Used>
            : NotFound<Stage, R, ColumnKindOf<K> & string, C, F>
    : undefined
  : undefined

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
    ? R extends `${infer Base}…`
      ? Documents<Rest, M, C, [...Sofar, ...Players<M, Base, C>]>
      : Documents<Rest, M, C, [...Sofar, R]>
    : Documents<Rest, M, C, Sofar>
  : Sofar extends readonly [unknown, ...infer D]
    ? D['length']
    : number
type OtherCount<Stage extends string, R extends string, C extends string, Is, Count extends number> = Is extends {
  readonly vector: infer Length extends number
}
  ? number extends Length | Count
    ? undefined
    : Length extends Count
      ? undefined
      : WrongCount<Stage, Count, R, C, Length>
  : WrongKind<Stage, R, 'vector', C, ShowKind<Is>>

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

/** How many columns a role wants. */
export type Times = 'one' | 'perhaps one' | 'any number'
export const roleTimes = (role: Role): readonly [name: string, kind: RoleKind, times: Times] => {
  const [name, kind] = roleParts(role)
  if (name.endsWith('…')) return [name.slice(0, -1), kind, 'any number']
  return name.endsWith('?') ? [name.slice(0, -1), kind, 'perhaps one'] : [name, kind, 'one']
}

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

const playersOf = (name: string, times: Times, map: Mapped, columns: Columns): readonly string[] => {
  const written = Object.hasOwn(map, name) ? map[name]! : undefined
  if (written !== undefined) return typeof written === 'string' ? [written] : written
  const names = columns.map(([column]) => column)
  if (times === 'any number') return names.filter(column => isNamedAfter(name, column))
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
    const [role] = roleTimes(spec)
    const at = Object.hasOwn(map, role) ? ['columns', role] : []
    return played([spec], map, flow.columns).flatMap((player, i) => {
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
  if (kindName(is) !== asked) return wrongKind(stage, role, asked, column, showKind(is))
  if (used.has(column)) return usedTwice(stage, column)
  if (typeof is !== 'object' || !('vector' in is)) return undefined
  if (kind === 'scores')
    return is.vector === documents ? undefined : wrongCount(stage, documents, role, column, is.vector)
  return is.vector === flow.width ? undefined : wrongLength(stage, flow.width, role, column, is.vector)
}

/** Columns of the right kind can be mapped to the role; where there is none, mapping does not help. */
const notFound = (stage: string, role: string, kind: string, column: string, { columns, data }: Flow): string => {
  const names = columns.filter(([, is]) => kindName(is) === kind).map(([name]) => name)
  if (names.length === 0) return noneOfKind(stage, role, kind, data, showColumns(columns))
  return column === role
    ? noColumn(stage, role, kind, data, names.join(', '))
    : misnamed(stage, role, kind, data, column, names.join(', '))
}
