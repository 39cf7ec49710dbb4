import type { Columns } from './columns.js'
import type { Flow } from './flow.js'
import { type Players, played } from './players.js'
import type { Fault } from './problem.js'
import type { ManyRole, Mapped, Role } from './roles.js'
import { type UnroutedColumn, unroutedColumn } from './routerSentences.js'
import { type RoutedRole, routeOf } from './routes.js'

/** The sentence of the first text that neither its column nor its role gives a route, or `undefined`; `C` are the columns that have one. */
export type Unrouted<Stage extends string, Roles, M, Has extends Columns, C> = Roles extends readonly [
  infer R,
  ...infer Rest,
]
  ? R extends `${infer Spelt}: text`
    ? Without<PlayedBy<R, Spelt, M, Has>, keyof C> extends infer Column extends string
      ? UnroutedColumn<Stage, Column>
      : Unrouted<Stage, Rest, M, Has, C>
    : Unrouted<Stage, Rest, M, Has, C>
  : undefined
type PlayedBy<R, Spelt, M, Has> = R extends ManyRole
  ? Spelt extends `${infer Name}${'…' | '+'}${string}`
    ? Name extends RoutedRole
      ? readonly []
      : Players<M, Name, Has>
    : readonly []
  : Spelt extends RoutedRole
    ? readonly []
    : readonly [Spelt extends keyof M ? M[Spelt] : Spelt]
type Without<P, Known> = P extends readonly [infer Column extends string, ...infer Rest]
  ? Column extends Known
    ? Without<Rest, Known>
    : Column
  : undefined

export const unrouted = (stage: string, roles: readonly Role[], map: Mapped, flow: Flow): readonly Fault[] => {
  const { routing } = flow
  if (routing === undefined) return []
  const first = played(roles, map, flow.columns).find(
    each => each.kind === 'text' && each.is !== undefined && routeOf(each, routing) === undefined,
  )
  return first === undefined ? [] : [{ sentence: unroutedColumn(stage, first.column), at: [] }]
}
