import type { ColumnKind, Columns } from './columns.js'
import { isMany, type Mapped, type Role, type RoleKind, roleTimes, type Wanted } from './roles.js'

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

export const playersOf = (name: string, times: Wanted, map: Mapped, columns: Columns): readonly string[] => {
  const written = Object.hasOwn(map, name) ? map[name]! : undefined
  if (written !== undefined) return typeof written === 'string' ? [written] : written
  const names = columns.map(([column]) => column)
  if (isMany(times)) return names.filter(column => isNamedAfter(name, column))
  return times === 'one' || names.includes(name) ? [name] : []
}

/** `negative`, or `negative_2`. */
export const isNamedAfter = (role: string, column: string): boolean =>
  column === role || (column.startsWith(`${role}_`) && /^(-?[1-9]\d*|0)$/.test(column.slice(role.length + 1)))

/** The columns that play a role of any number: those written, or those named after it. */
export type Players<M, Base extends string, C> = M extends {
  readonly [X in Base]: infer Names extends readonly string[]
}
  ? Names
  : NamedAfter<Base, C>
type NamedAfter<Base extends string, C> = C extends readonly [readonly [infer N extends string, unknown], ...infer Rest]
  ? N extends Base | `${Base}_${bigint}`
    ? [N, ...NamedAfter<Base, Rest>]
    : NamedAfter<Base, Rest>
  : []
