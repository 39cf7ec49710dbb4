import { readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Parameters } from '../../compute/parameters.js'
import { removeFolder, removeLeftovers } from '../../sources/atomicWrite.js'
import { fileTrouble, systemCode } from '../../sources/fileTrouble.js'
import type { Stepper } from '../../train/stepper.js'
import type { From } from '../../train/training.js'
import type { CheckpointFile } from './checkpointFile.js'
import { checkpointFileOf, checkpointFolder, checkpointSteps, checkpointsOf } from './checkpointFolders.js'
import type { Kept } from './checkpoints.js'
import { checkpointParameters, checkpointState } from './readCheckpoint.js'

/** The folder of the model before a step that was not taken begins so. */
export const modelOfStep = 'model-of-step-'

/** Makes a run's folder what it was when a checkpoint was kept, or, without one, before the first step. */
export const rewound = async (
  run: string,
  to: CheckpointFile | undefined,
): Promise<Either<Problems, readonly Kept[]>> => {
  const metrics = join(run, 'metrics.jsonl')
  try {
    for (const each of [run, checkpointsOf(run)]) await removeLeftovers(each)
    for (const name of await readdir(run))
      if (name === 'model' || name.startsWith(modelOfStep)) await removeFolder(join(run, name))
    const steps = await checkpointSteps(run)
    const later = steps.filter(step => to === undefined || step > to.step)
    for (const step of later.reverse()) await removeFolder(checkpointFolder(run, step))
    await truncate(metrics, to?.metricsBytes ?? 0).catch(error => {
      if (systemCode(error) !== 'ENOENT' || (to?.metricsBytes ?? 0) > 0) throw error
    })
    const kept: Kept[] = []
    for (const step of steps.filter(step => !later.includes(step))) {
      const file = await checkpointFileOf(checkpointFolder(run, step))
      kept.push({ step, best: typeof file === 'string' ? undefined : file.best?.step })
    }
    return right(kept)
  } catch (error) {
    return left([fileTrouble(error, run)])
  }
}

/** Sets a stepper to what a checkpoint holds; gives where the training goes on. */
export const restored = async (
  run: string,
  file: CheckpointFile,
  stepper: Pick<Stepper, 'restore'>,
): Promise<Either<Problems, From>> => {
  const { step, epoch, place, judged, waited, truncated } = file
  const best = file.best ?? undefined
  const state = await checkpointState(checkpointFolder(run, step), file)
  if (isLeft(state)) return state
  stepper.restore(state.right)
  const kept: Either<Problems, Parameters | undefined> =
    best === undefined ? right(undefined) : await checkpointParameters(checkpointFolder(run, best.step))
  if (isLeft(kept)) return kept
  return right({ progress: { step, epoch, place, judged, best, waited, truncated }, kept: kept.right })
}
