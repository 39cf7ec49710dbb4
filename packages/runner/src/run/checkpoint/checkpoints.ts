import { mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import { removeFolder } from '../../sources/atomicWrite.js'
import { fileTrouble, systemCode } from '../../sources/fileTrouble.js'
import type { Progress } from '../../train/progress.js'
import type { Stepper } from '../../train/stepper.js'
import type { Checkpoints } from '../../train/training.js'
import type { Listener } from '../runEvent.js'
import { checkpointFolder, checkpointsOf, obsolete } from './checkpointFolders.js'
import { writeCheckpoint } from './writeCheckpoint.js'

/** How often a run keeps checkpoints, and how many; its numbers do not depend on it. */
export interface Keeping {
  /** Steps between two checkpoints; one is also kept at each epoch's end, and of the best step. */
  readonly checkpointEvery?: number
  /** How many stay, besides the best. */
  readonly keep?: number
}
export const everySteps = 500
export const keptCheckpoints = 2

export interface Kept {
  readonly step: number
  readonly best: number | undefined
}
export interface CheckpointsOf extends Keeping {
  readonly run: string
  readonly stepper: Pick<Stepper, 'state'>
  /** Metrics before training. */
  readonly before: Metrics
  /** Those that the folder has already. */
  readonly there: readonly Kept[]
  readonly tell: Listener
  /** Writes what is held of the run's files: a checkpoint says how much of them there is. */
  readonly flush: () => void
}

export interface OpenCheckpoints extends Checkpoints {
  /** Waits for what is being made safe. */
  readonly close: () => Promise<void>
}

/** Checkpoints of a run's folder. One is written while the loop waits, and made safe on the disk while it goes on. */
export const openCheckpoints = ({
  run,
  stepper,
  before,
  there,
  tell,
  flush,
  checkpointEvery = everySteps,
  keep = keptCheckpoints,
}: CheckpointsOf): OpenCheckpoints => {
  let all = there
  let settling: Promise<Either<Problems, void>> | undefined
  let trouble: Either<Problems, void> = right(undefined)
  const settled = async (): Promise<Either<Problems, void>> => {
    if (settling !== undefined) trouble = await settling
    settling = undefined
    return trouble
  }
  const write = async (progress: Progress): Promise<Either<Problems, void>> => {
    const { step } = progress
    const began = performance.now()
    const earlier = await settled()
    if (isLeft(earlier) || all.some(each => each.step === step)) return earlier
    flush()
    const folder = checkpointFolder(run, step)
    const metrics = join(run, 'metrics.jsonl')
    const bytes = await sizeOf(metrics)
    if (isLeft(bytes)) return bytes
    const made = await makeCheckpoints(run)
    if (isLeft(made)) return made
    const state = stepper.state()
    const told = { ...progress, best: progress.best ?? null, before, metricsBytes: bytes.right }
    const filled = await writeCheckpoint(folder, state, told)
    tf.dispose([state.weights, state.head, state.moments].flatMap(each => Object.values(each)))
    if (isLeft(filled)) return filled
    const seconds = (performance.now() - began) / 1000
    const settle = async (): Promise<Either<Problems, void>> => {
      const synced = await syncFile(metrics)
      const done = await filled.right.settle()
      if (isLeft(synced) || isLeft(done)) return isLeft(synced) ? synced : done
      all = [...all, { step, best: progress.best?.step }]
      const old = obsolete(all, keep)
      for (const each of old) await removeFolder(checkpointFolder(run, each))
      all = all.filter(each => !old.includes(each.step))
      await tell({ event: 'checkpoint', step, folder, seconds })
      return right(undefined)
    }
    settling = settle().then(done => {
      trouble = done
      return done
    })
    settling.catch(() => {}) // thrown where it is awaited
    return right(undefined)
  }
  return {
    due: async progress => {
      if (isLeft(trouble)) return trouble
      const { step, place, best } = progress
      const isTime = step > 0 && (place === 0 || step % checkpointEvery === 0 || best?.step === step)
      return isTime ? write(progress) : right(undefined)
    },
    now: async progress => {
      const written = await write(progress)
      return isLeft(written) ? written : settled()
    },
    close: async () => {
      await settled()
    },
  }
}

/** In a folder that is there: one that vanished is not made again. */
const makeCheckpoints = async (run: string): Promise<Either<Problems, void>> => {
  try {
    await mkdir(checkpointsOf(run))
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') return left([fileTrouble(error, run)])
  }
  return right(undefined)
}

/** 0 where nothing was measured yet. */
const sizeOf = async (path: string): Promise<Either<Problems, number>> => {
  try {
    return right((await stat(path)).size)
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? right(0) : left([fileTrouble(error, path)])
  }
}

/** A checkpoint says how much of this file there is, so the file is on the disk first. */
const syncFile = async (path: string): Promise<Either<Problems, void>> => {
  try {
    const file = await open(path, 'r+')
    try {
      await file.datasync()
    } finally {
      await file.close()
    }
    return right(undefined)
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? right(undefined) : left([fileTrouble(error, path)])
  }
}
