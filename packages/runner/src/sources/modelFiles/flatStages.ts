import { routeNames } from '@siamese/core'
import type { ModuleStage } from './moduleStages.js'

/** Stages one by one, those of a router in its place, each with what the names of its parameters begin with: `query.`. */
export const flatStages = (
  stages: readonly ModuleStage[],
): readonly { readonly stage: ModuleStage; readonly before: string }[] =>
  stages.flatMap(stage =>
    stage.stage === 'router'
      ? routeNames.flatMap(route =>
          (stage[route] as readonly ModuleStage[]).map(each => ({ stage: each, before: `${route}.` })),
        )
      : [{ stage, before: '' }],
  )
