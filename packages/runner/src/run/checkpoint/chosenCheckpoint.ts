import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { CheckpointFile } from './checkpointFile.js'
import { checkpointFolder, checkpointSteps } from './checkpointFolders.js'
import { verifiedCheckpoint } from './readCheckpoint.js'

/** The checkpoint that a run goes on from: the newest, or that of a step; none is the beginning. Every byte of it is as it was written. */
export const chosenCheckpoint = async (
  run: string,
  from: number | undefined,
): Promise<Either<Problem, CheckpointFile | undefined>> => {
  const steps = await checkpointSteps(run)
  const step = from ?? steps.at(-1)
  if (step === undefined || step === 0) return right(undefined)
  if (!steps.includes(step)) return left(problem(noSuchCheckpoint(run, step, steps)))
  const read = await verifiedCheckpoint(checkpointFolder(run, step))
  const earlier = steps.filter(each => each < step).at(-1) ?? 0
  if (typeof read === 'string') return left(problem(damaged(read, earlier)))
  if (read.best === null || read.best.step === step) return right(read)
  const best = await verifiedCheckpoint(checkpointFolder(run, read.best.step))
  const before = steps.filter(each => each < read.best!.step).at(-1) ?? 0
  return typeof best === 'string' ? left(problem(damaged(best, before))) : right(read)
}

/**
 * Why: A checkpoint whose bytes are others than were written would go on to other numbers.
 * Cure: Go on from the one before it; 0 is the beginning.
 * Types: Files are read when a run goes on.
 */
const damaged = (what: string, earlier: number): string => `${what}: go on from before it with --from ${earlier}`

/**
 * Why: A run goes on from a step that a checkpoint was kept of.
 * Cure: Name one of those that are there, or 0.
 * Types: Files are read when a run goes on.
 */
const noSuchCheckpoint = (run: string, step: number, steps: readonly number[]): string =>
  `${run} keeps no checkpoint of step ${step}: it has ${steps.length === 0 ? 'none' : steps.join(', ')}; 0 is the beginning`
