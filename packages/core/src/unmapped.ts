import { type Columns, type KindName, kindName, type ShowKind, showKind } from './columns.js'
import type { Flow } from './flow.js'
import { type NotFound, notFound } from './notFound.js'
import { type Played, type Players, played, playersOf } from './players.js'
import type { Fault } from './problem.js'
import { type OtherLength, type OtherVector, roleLengths } from './roleLengths.js'
import { type WrongPlayers, wrongPlayers } from './roleSentences.js'
import {
  columnKindOf,
  type Listed,
  type Mapped,
  type Role,
  type RoleName,
  roleTimes,
  type VectorKind,
} from './roles.js'
import { type NoRole, noRole, type UsedTwice, usedTwice, type WrongKind, wrongKind } from './sentences.js'
import { several } from './taskSentences.js'
import { namesOf, setsOf } from './tasks.js'

type Facts = { readonly columns: Columns; readonly data: string; readonly width: number; readonly from: unknown }
type Record_<C extends Columns> = { readonly [E in C[number] as E[0]]: E[1] }
type ColumnOf<M, R extends string> = M extends { readonly [X in R]: infer C extends string } ? C : R

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
          : NotFound<Stage, R, K, C, F>
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
        ? NotFound<Stage, Base, K, Base, F>
        : EachPlayer<Stage, P, Base, K, Rest, M, F, All, Whole, Used>
      : never
    : R extends `${infer Base}?${infer Other}`
      ? Base extends keyof (M & All)
        ? EachRole<Stage, [`${Base}: ${K}`, ...Rest], M, F, All, Whole, Used>
        : Other extends ''
          ? EachRole<Stage, Rest, M, F, All, Whole, Used>
          : Players<M, Other, F['columns']> extends readonly []
            ? NotFound<Stage, Base, K, Base, F>
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
    if (players.length === 0 && missing) return [{ sentence: notFound(stage, role, kind, role, flow), at }]
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
  if (is === undefined) return notFound(stage, role, kind, column, flow)
  const score = kind === 'margins' && kindName(is) === 'score'
  if (kindName(is) !== asked && !score) return wrongKind(stage, role, asked, column, showKind(is))
  if (used.has(column)) return usedTwice(stage, column)
  const length = typeof is === 'object' && 'vector' in is ? is.vector : score ? 1 : undefined
  return length === undefined
    ? undefined
    : roleLengths[kind]?.({ stage, role, column, is, length, documents, width: flow.width })
}
