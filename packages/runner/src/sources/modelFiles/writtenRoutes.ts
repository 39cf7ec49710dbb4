import { type Route, routeNames } from '@siamese/core'
import { type ByRoute, byRoute } from '../../byRoute.js'
import type { JsonObject } from './readJson.js'
import { type EncoderToWrite, type WrittenEncoder, writtenEncoder } from './writtenEncoder.js'
import type { WrittenModule } from './writtenModule.js'
import { type ModulesToWrite, writtenInRoute } from './writtenModules.js'
import { routerConfig } from './writtenRouter.js'

/** An encoder with the stages behind it. */
export type EncoderWithModules = EncoderToWrite & ModulesToWrite

export interface WrittenRoutes {
  readonly encoders: readonly WrittenEncoder[]
  readonly modules: readonly WrittenModule[]
  readonly config: JsonObject
}

/** A router over an encoder for each route: all lie beside its configuration, the names of their folders begin with the route. */
export const writtenRoutes = (models: ByRoute<EncoderWithModules>, usual: Route): WrittenRoutes => {
  const routes = byRoute(route => {
    const model = models[route]
    const encoder = writtenEncoder(model)
    return {
      encoder: { ...encoder, path: `${route}_0_${encoder.type.split('.').at(-1)}` },
      modules: writtenInRoute(route, behindFirst(model, encoder.computes)),
    }
  })
  const all = routeNames.map(route => routes[route])
  return {
    encoders: all.map(({ encoder }) => encoder),
    modules: all.flatMap(({ modules }) => modules),
    config: routerConfig(
      usual,
      byRoute(route => [routes[route].encoder, ...routes[route].modules]),
    ),
  }
}

/** Stages but for the first ones, which the encoder's own module computes. */
export const behindFirst = <M extends Pick<ModulesToWrite, 'modules' | 'widths' | 'moduleWeights'>>(
  model: M,
  computes: number,
): M => ({
  ...model,
  modules: model.modules.slice(computes),
  widths: model.widths.slice(computes),
  moduleWeights: model.moduleWeights.slice(computes),
})
