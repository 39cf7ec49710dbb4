import { byRoute } from '../byRoute.js'
import { apart } from './apart.js'
import { joinedRoutes } from './joinedRoutes.js'
import type { OpenModel } from './openModel.js'

/** Parameters of a model, or of those of both routes, that are trained at different rates, each by itself. */
export const apartEach = (model: OpenModel, rateOf: (parameter: string) => number): OpenModel => {
  const { routes, usual } = model
  return routes === undefined || usual === undefined
    ? apart(model, rateOf)
    : joinedRoutes(
        byRoute(route => apart(routes[route], rateOf)),
        usual,
      )
}
