import type { kindNames } from './columns.js'

type KindNames = (typeof kindNames)[number]
/**
 * The kinds of column, and vectors of a certain length. The texts of a row but the first are a query's documents: `scores` has a number for
 * each, `margins` too, or one for each but the first, where one alone may be a score. `teacher` is as wide as the setting `projection`
 * says, or as the embeddings.
 */
export type RoleKind = KindNames | VectorKind
export type VectorKind = 'scores' | 'margins' | 'teacher'
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
/** The names that settings give to roles. */
export type MapOf<O> = O extends { readonly columns: infer M } ? M : {}
export type Mapped = Readonly<Record<string, string | readonly string[]>>

export type Listed<R> = R extends readonly [infer A extends string, ...infer Rest]
  ? Rest extends readonly []
    ? A
    : `${A}, ${Listed<Rest>}`
  : ''

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
