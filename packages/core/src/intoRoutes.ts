import { afterEncoder } from './afterEncoder.js'
import { flatten } from './fragment.js'
import { type Route, routeNames } from './routes.js'
import { definition, make, place, type Stage } from './stage.js'

/** What stands in a route; of a router that stands behind its encoder, or of none, `undefined`. */
export interface EncodersApart {
  readonly router: Stage
  readonly routes: Readonly<Record<Route, readonly Stage[]>>
  /** Stages behind both routes, up to the loss. */
  readonly behind: readonly Stage[]
}

/** Routes that have an encoder each. */
export const encodersApart = (stages: readonly Stage[]): EncodersApart | undefined => {
  const all = flatten(stages)
  const router = all.find(stage => stage[definition].does.family === 'router')
  if (router === undefined || all.some(({ settings }) => 'model' in settings)) return undefined
  const { query = [], document = [] } = router.settings as Partial<EncodersApart['routes']>
  const after = afterEncoder(all)
  return {
    router,
    routes: { query: flatten(query), document: flatten(document) },
    behind: after.slice(after.indexOf(router) + 1),
  }
}

/** Stages behind routes that have an encoder each stand at the end of both instead, as such a model's files declare them: without weights, they are the same. */
export const intoRoutes = (stages: readonly Stage[]): readonly Stage[] => {
  const apart = encodersApart(stages)
  if (apart === undefined || apart.behind.length === 0) return stages
  const { router, routes, behind } = apart
  const longer = Object.fromEntries(routeNames.map(route => [route, [...routes[route], ...behind]]))
  return flatten(stages).flatMap(stage =>
    stage === router
      ? [make(router[definition], { ...router.settings, ...longer }, router[place])]
      : behind.includes(stage)
        ? []
        : [stage],
  )
}
