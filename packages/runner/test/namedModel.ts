import type { Model, Problems } from '@siamese/core'
import { pipe } from 'fp-ts/lib/function.js'
import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { modelAndStages } from '../src/cli/modelArgument.js'

/** The one model of a folder or a package, as a pipeline's stages take it. */
export const namedModel = (source: string, name?: string): TaskEither<Problems, Model> =>
  pipe(
    modelAndStages(source, name),
    map(({ model }) => model),
  )
