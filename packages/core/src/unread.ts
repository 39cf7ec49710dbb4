import type { Columns } from './columns.js'
import type { Flow } from './flow.js'
import { isNamedAfter } from './players.js'
import { type ManyRole, type Mapped, type Role, roleTimes } from './roles.js'
import { type Surplus, surplus } from './sentences.js'

type Facts = { readonly columns: Columns; readonly data: string }
type OneText<R> = R extends ManyRole | `${string}?${string}: text`
  ? never
  : R extends `${infer Name}: text`
    ? Name
    : never

/** The sentence of the first column that is named after a role that one text plays (`negative_2`), or `undefined`: it would be passed over in silence. */
export type Unread<Stage extends string, Roles extends readonly Role[], M, F extends Facts> = First<
  Stage,
  Exclude<OneText<Roles[number]>, keyof M>,
  F['columns'],
  F['data']
>
type First<Stage extends string, R extends string, C, D extends string> = C extends readonly [
  readonly [infer Name extends string, unknown],
  ...infer Rest,
]
  ? Name extends `${R}_${bigint}`
    ? Surplus<Stage, After<R, Name>, D, Name>
    : First<Stage, R, Rest, D>
  : undefined
type After<R extends string, Name extends string> = R extends unknown
  ? Name extends `${R}_${bigint}`
    ? R
    : never
  : never

export const unread = (stage: string, roles: readonly Role[], map: Mapped, flow: Flow): readonly string[] => {
  const one = roles.map(roleTimes).flatMap(([name, kind, times]) => (kind === 'text' && times === 'one' ? [name] : []))
  const names = flow.columns.map(([name]) => name)
  for (const column of names)
    for (const role of one)
      if (column !== role && !Object.hasOwn(map, role) && isNamedAfter(role, column))
        return [surplus(stage, role, flow.data, column)]
  return []
}
