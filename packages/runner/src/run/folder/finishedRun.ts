import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { RunResult } from '../runResult.js'
import { outcomeFile } from './outcome.js'
import { readManifest } from './readManifest.js'
import { readVersioned } from './versioned.js'

/** What came of a run: told by the process that ran it, or, without what it spent, read from its folder. */
export type Finished = Omit<RunResult, 'spent'> & Partial<Pick<RunResult, 'spent'>>

/** What the folder of a run that finished says came of it. */
export const finishedRun = async (folder: string): Promise<Either<Problems, Finished>> => {
  const manifest = await readManifest(folder)()
  if (isLeft(manifest)) return manifest
  const outcome = await readVersioned(outcomeFile, folder)()
  if (isLeft(outcome)) return outcome
  const { steps, seconds, processes = [], before, after, best } = outcome.right
  const model = join(folder, 'model')
  return right({
    folder,
    model: existsSync(model) ? model : undefined,
    engine: manifest.right.engine.name,
    before,
    after,
    steps,
    best,
    truncated: {},
    seconds,
    processes,
  })
}
