import { type ByRoute, byRoute } from '../byRoute.js'
import { type PlannedEncoders, sizesOf } from '../plannedEncoder.js'

/** An encoder as it is told of: its output is that of the layer which is read. */
export interface ToldEncoder {
  readonly name: string
  readonly architecture: string
  readonly layers: number
  /** Numbers of a token's vector. */
  readonly hidden: number
}

/** The encoder of each route, where routes have one each. */
export const routedEncoders = ({
  routeEncoders,
}: Pick<PlannedEncoders, 'routeEncoders'>): ByRoute<ToldEncoder> | undefined =>
  routeEncoders &&
  byRoute(route => {
    const { model, architecture, layers, hidden } = sizesOf(routeEncoders[route])
    return { name: model, architecture, layers, hidden }
  })
