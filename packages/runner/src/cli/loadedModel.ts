import type { Problems } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { LoadedEncoder } from '../encode/load.js'
import { chosenComputing, chosenEngine, type ModelChoice } from './command.js'
import { engineProgress } from './engineProgress.js'
import { fetchProgress } from './live/fetchProgress.js'
import type { Terminal } from './terminal.js'

/** The model that a command names, with the engine and the stages that it asks for. */
export const loadedModel = async (options: ModelChoice, to: Terminal): Promise<Either<Problems, LoadedEncoder>> => {
  const { modelsArgument } = await import('./modelArgument.js')
  const { loadTask } = await import('../encode/load.js')
  const { stagesWith } = await import('./knownStages.js')
  const own = await stagesWith(options.with)
  if (isLeft(own)) return own
  to.live(() => ['opening model and engine …'])
  const model = await modelsArgument(options.model, undefined, undefined, fetchProgress(to))()
  if (isLeft(model)) return model
  // A folder with an encoder for each route is opened whole.
  const [only, ...others] = model.right
  return loadTask(others.length === 0 ? only! : options.model, {
    ...chosenEngine(options),
    ...chosenComputing(options, to),
    stages: own.right,
    progress: engineProgress(to),
  })()
}
