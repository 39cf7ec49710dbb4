import type { Columns } from './columns.js'

/** What a text is encoded as: what is asked, or what is searched. */
export const routeNames = ['query', 'document'] as const
export type Route = (typeof routeNames)[number]

/** Roles that say themselves which route their texts take; other columns are routed by name. */
const byRole = {
  anchor: 'query',
  query: 'query',
  positive: 'document',
  negative: 'document',
  document: 'document',
} as const
export type RoutedRole = keyof typeof byRole

/** Columns by name, and the route of texts of which nothing is said. */
export interface Routing {
  readonly columns: Readonly<Record<string, Route>>
  readonly default: Route
}

/** An encoder behind which texts have taken several routes: the flow has no room of its own for that. */
export type Routed<Encoder, C> = Encoder & { readonly routing: C }

/** The route that a loss's text takes, or `undefined` where neither its column nor its role says one. */
export const routeOf = (
  { role, column }: { readonly role: string; readonly column: string },
  { columns }: Routing,
): Route | undefined => (Object.hasOwn(columns, column) ? columns[column] : ofRole(bareRole(role)))

/** The role alone of an input's name: those of losses in a loss stand behind their places, `0.anchor`; several are counted, `negative_2`. */
const bareRole = (input: string): string => /^(?:.*\/)?(?:\d+\.)*(.*?)(?:_\d+)?$/.exec(input)![1]!
const ofRole = (role: string): Route | undefined =>
  Object.hasOwn(byRole, role) ? byRole[role as RoutedRole] : undefined

/** Text columns, of which alone a router can speak. */
export const isTextColumn = (columns: Columns, name: string): boolean =>
  columns.some(([column, kind]) => column === name && (kind === 'text' || kind === 'texts'))
