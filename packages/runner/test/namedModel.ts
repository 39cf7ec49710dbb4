import { resolve } from 'node:path'
import type { Model, Problems } from '@siamese/core'
import { pipe } from 'fp-ts/lib/function.js'
import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { modelAndStages } from '../src/cli/modelArgument.js'

/** The one model of a folder or a package, as a pipeline's stages take it, wherever the pipeline lies. */
export const namedModel = (source: string, name?: string): TaskEither<Problems, Model> =>
  pipe(
    modelAndStages(source, name),
    map(({ model }) => ({ ...model, origin: fromAnywhere(model.origin) })),
  )

const fromAnywhere = (origin: Model['origin']): Model['origin'] =>
  'source' in origin && origin.source.startsWith('.') ? { ...origin, source: resolve(origin.source) } : origin
