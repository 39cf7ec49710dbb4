import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pipeline, Problems } from '@siamese/core'
import type { Either } from 'fp-ts/lib/Either.js'
import { ownStagesOf } from '../ownStagesOf.js'
import { type Finished, finishedRun } from './folder/finishedRun.js'
import { manifestFile } from './folder/manifest.js'
import { type ResumeOptions, resume } from './resume.js'
import { type RunOptions, run } from './run.js'
import { readRunState, stateFile } from './runState.js'

/** How several runs are made. */
export interface SeveralOptions extends RunOptions, Pick<ResumeOptions, 'acceptChanges'> {}

/** One of several runs: read where it finished, else it goes on from its last checkpoint, else it begins. */
export const runOrGoOn = async (
  pipeline: Pipeline,
  options: SeveralOptions & { readonly out: string },
): Promise<Either<Problems, Finished>> => {
  const { out: folder } = options
  if (![manifestFile, stateFile].some(({ name }) => existsSync(join(folder, name)))) {
    // Nothing of a run is in it: its process was killed before the manifest, which is written before the state.
    await rm(folder, { recursive: true, force: true })
    return run(pipeline, options)()
  }
  const state = await readRunState(folder)
  if (state?.state === 'finished') return finishedRun(folder)
  // One that goes on keeps the threads that it began with.
  const { name: _, runs: __, out: ___, profile: ____, threads: _____, ...going } = options
  return resume(folder, { ...going, stages: [...(options.stages ?? []), ...ownStagesOf(pipeline)] })()
}
