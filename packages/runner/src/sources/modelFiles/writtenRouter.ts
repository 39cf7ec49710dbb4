import { type Route, routeNames } from '@siamese/core'
import type { ByRoute } from '../../byRoute.js'
import type { ModuleStage } from './moduleStages.js'
import type { JsonObject } from './readJson.js'
import type { WrittenModule } from './writtenModule.js'

export const routerConfigName = 'router_config.json'

/** The library's router: its modules lie in its folder, and its configuration says which of them each route takes. */
export const writtenRouter = (
  path: string,
  { default: usual }: ModuleStage,
  routes: ByRoute<readonly WrittenModule[]>,
): WrittenModule => ({
  path,
  type: routerType,
  file: routerConfigName,
  config: routerConfig(usual as Route, routes),
  weights: new Map(),
  inside: routeNames.flatMap(route => routes[route]),
})

export const routerType = 'sentence_transformers.base.modules.router.Router'

/** Which modules each route takes, the encoders among them where routes have one each. */
export const routerConfig = (
  usual: Route,
  routes: ByRoute<readonly Pick<WrittenModule, 'path' | 'type'>[]>,
): JsonObject => ({
  types: Object.fromEntries(routeNames.flatMap(route => routes[route].map(({ path, type }) => [path, type]))),
  structure: Object.fromEntries(routeNames.map(route => [route, routes[route].map(({ path }) => path)])),
  parameters: { default_route: usual, allow_empty_key: true, route_mappings: {} },
})
