import type { Route } from '@siamese/core'

/** Something for each route. */
export type ByRoute<A> = Readonly<Record<Route, A>>
export const byRoute = <A>(of: (route: Route) => A): ByRoute<A> => ({ query: of('query'), document: of('document') })
