import { type Route, routeNames } from '@siamese/core'
import { type ByRoute, byRoute } from '../byRoute.js'
import { type AfterEncoder, inOrder, type Placed } from './placed.js'

/** What stands behind the encoder of each route, as one: the names of parameters begin with the route. */
export const placedApart = (each: ByRoute<AfterEncoder>, usual: Route): AfterEncoder => {
  const ways = byRoute(route => named(`${route}.`, each[route]))
  return {
    ...ways[usual],
    router: {
      routing: { columns: {}, default: usual },
      apart: routeNames,
      ways,
      before: [],
      own: byRoute(route => inOrder(ways[route])),
      behind: [],
    },
  }
}

const named = (before: string, { tokenModules, pooling, modules }: AfterEncoder): AfterEncoder => {
  const at = <P extends Placed>(placed: P): P => ({ ...placed, parameters: before + placed.parameters })
  return { tokenModules: tokenModules.map(at), pooling: at(pooling), modules: modules.map(at) }
}
