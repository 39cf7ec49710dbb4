import {
  type Columns,
  type KindName,
  kindName,
  type ShowColumns,
  type ShowKind,
  showColumns,
  showKind,
} from './columns.js'
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
  type WrongKind,
  wrongKind,
} from './sentences.js'

/** A role and the kind of column that can play it: `'anchor: text'`. Roles are a tuple, because order must be the same in every compiler. */
export type Role = `${string}: ${'text' | 'score' | 'class' | 'binary'}`
export type RoleName<R> = R extends `${infer Name}: ${string}` ? Name : never
export type TextRole<R> = R extends `${infer Name}: text` ? Name : never
export type LabelRole<R> = R extends `${infer Name}: ${'score' | 'class' | 'binary'}` ? Name : never

type Facts = { readonly columns: Columns; readonly data: string }
type Record_<C extends Columns> = { readonly [E in C[number] as E[0]]: E[1] }
type ColumnOf<M, R extends string> = M extends { readonly [X in R]: infer C extends string } ? C : R
export type Listed<R> = R extends readonly [infer A extends string, ...infer Rest]
  ? Rest extends readonly []
    ? A
    : `${A}, ${Listed<Rest>}`
  : ''

/** The sentence of the first role that finds no column, or `undefined`. Columns that are not literal stay open, and so do roles mapped to any text. */
export type Unmapped<Stage extends string, Roles extends readonly Role[], M, F extends Facts> = [
  Exclude<keyof M, RoleName<Roles[number]>>,
] extends [never]
  ? string extends F['columns'][number][0]
    ? undefined
    : EachRole<Stage, Roles, M, F, Record_<F['columns']>>
  : NoRole<Stage, Listed<Roles>>
type EachRole<Stage extends string, Roles, M, F extends Facts, All, Used = never> = Roles extends readonly [
  `${infer R}: ${infer K}`,
  ...infer Rest,
]
  ? ColumnOf<M, R> extends infer C extends string
    ? string extends C
      ? EachRole<Stage, Rest, M, F, All, Used>
      : C extends keyof All
        ? KindName<All[C]> extends K
          ? C extends Used
            ? UsedTwice<Stage, C>
            : EachRole<Stage, Rest, M, F, All, Used | C>
          : WrongKind<Stage, R, K, C, ShowKind<All[C]>>
        : NotFound<Stage, R, K, C, F>
    : undefined
  : undefined

type NotFound<Stage extends string, R extends string, K extends string, C extends string, F extends Facts> =
  OfKind<F['columns'], K> extends infer Names extends string
    ? Names extends ''
      ? NoneOfKind<Stage, R, K, F['data'], ShowColumns<F['columns']>>
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
export const roleParts = (role: Role): readonly [name: string, kind: string] => role.split(': ') as [string, string]

export const unmapped = (
  stage: string,
  roles: readonly Role[],
  columns: Readonly<Record<string, string>>,
  flow: Flow,
): readonly Fault[] => {
  const names = roles.map(role => roleParts(role)[0])
  const stranger = Object.keys(columns).find(role => !names.includes(role))
  if (stranger !== undefined) return [{ sentence: noRole(stage, roles.join(', ')), at: ['columns', stranger] }]
  const used = new Set<string>()
  return roles.flatMap(spec => {
    const [role, kind] = roleParts(spec)
    const column = columnOf(columns, role)
    const found = flow.columns.find(([name]) => name === column)?.[1]
    const wrong =
      found === undefined
        ? notFound(stage, role, kind, column, flow)
        : kindName(found) !== kind
          ? wrongKind(stage, role, kind, column, showKind(found))
          : used.has(column)
            ? usedTwice(stage, column)
            : undefined
    if (wrong === undefined) used.add(column)
    return wrong === undefined ? [] : [{ sentence: wrong, at: Object.hasOwn(columns, role) ? ['columns', role] : [] }]
  })
}

/** Columns of the right kind can be mapped to the role; where there is none, mapping does not help. */
const notFound = (stage: string, role: string, kind: string, column: string, { columns, data }: Flow): string => {
  const names = columns.filter(([, is]) => kindName(is) === kind).map(([name]) => name)
  if (names.length === 0) return noneOfKind(stage, role, kind, data, showColumns(columns))
  return column === role
    ? noColumn(stage, role, kind, data, names.join(', '))
    : misnamed(stage, role, kind, data, column, names.join(', '))
}
