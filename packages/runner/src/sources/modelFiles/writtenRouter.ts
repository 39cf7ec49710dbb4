import { type Route, routeNames } from '@siamese/core'
import type { ModuleStage } from './moduleStages.js'
import type { WrittenModule } from './writtenModule.js'

export const routerConfigName = 'router_config.json'

/** The library's router: its modules lie in its folder, and its configuration says which of them each route takes. */
export const writtenRouter = (
  path: string,
  { default: usual }: ModuleStage,
  routes: Readonly<Record<Route, readonly WrittenModule[]>>,
): WrittenModule => {
  const inside = routeNames.flatMap(route => routes[route])
  return {
    path,
    type: 'sentence_transformers.base.modules.router.Router',
    file: routerConfigName,
    config: {
      types: Object.fromEntries(inside.map(module => [module.path, module.type])),
      structure: Object.fromEntries(routeNames.map(route => [route, routes[route].map(module => module.path)])),
      parameters: { default_route: usual, allow_empty_key: true, route_mappings: {} },
    },
    weights: new Map(),
    inside,
  }
}
