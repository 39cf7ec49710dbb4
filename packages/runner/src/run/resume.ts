import { join, resolve } from 'node:path'
import { fromJson, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Defined } from '../encode/stages.js'
import { vocabulary } from '../vocabulary.js'
import { askedFor } from './askedFor.js'
import { chosenCheckpoint } from './checkpoint/chosenCheckpoint.js'
import { enterAgain } from './enterAgain.js'
import { execute } from './execute.js'
import type { Manifest } from './folder/manifest.js'
import { readManifest } from './folder/readManifest.js'
import { lockFolder } from './lockFolder.js'
import { changesBetween, changesOfInputs } from './reproduce/changes.js'
import type { RunOptions } from './run.js'
import type { RunResult } from './runResult.js'
import { readRunState } from './runState.js'

export interface ResumeOptions extends Omit<RunOptions, 'name' | 'out' | 'runs' | 'profile'> {
  /** Stages of the pipeline that are not siamese's own. */
  readonly stages?: readonly Defined[]
  /** The step of the checkpoint to go on from, 0 for the beginning; the newest checkpoint when not written. */
  readonly from?: number
  /** Goes on although data or weights are not what they were. */
  readonly acceptChanges?: boolean
}

/** Goes on with a run that was stopped or killed, from its newest checkpoint, to the bits that it would have had uninterrupted. */
export const resume =
  (path: string, options: ResumeOptions = {}): TaskEither<Problems, RunResult> =>
  async () => {
    const read = await readManifest(path)()
    if (isLeft(read)) return read
    const manifest = read.right
    const state = await readRunState(path)
    if (state?.state === 'finished') return left([problem(finished(path))])
    const { stages = [], from, acceptChanges = false, ...given } = options
    const pipeline = fromJson([...vocabulary, ...stages], manifest.pipeline)
    if (isLeft(pipeline)) return left(pipeline.left.map(each => ({ place: path, ...each })))
    const asked = {
      base: manifest.base === undefined ? process.cwd() : join(resolve(path), manifest.base.fromRun),
      ...askedFor(manifest),
      command: manifest.command,
      ...given,
      stages,
      out: path,
    }
    return execute(pipeline.right, asked, async manifestFor => {
      const lock = await lockFolder(path)
      if (isLeft(lock)) return left([lock.left])
      const entered = await goingOn(path, manifest, await manifestFor(path), from, acceptChanges)
      if (isLeft(entered)) await lock.right()
      return isLeft(entered) ? entered : right({ ...entered.right, unlock: lock.right })
    })()
  }

const goingOn = async (
  path: string,
  then: Manifest,
  now: Manifest,
  from: number | undefined,
  acceptChanges: boolean,
) => {
  const changed = changesOfInputs(then, now)
  if (changed.length > 0 && !acceptChanges)
    return left(changed.map((each): Problem => problem(changedSince(path, each))))
  const checkpoint: Either<Problem, Parameters<typeof enterAgain>[1]> = await chosenCheckpoint(path, from)
  if (isLeft(checkpoint)) return left([checkpoint.left])
  return enterAgain(
    path,
    checkpoint.right,
    changesBetween(then, now).map(each => `changed since the run began: ${each}`),
  )
}

/**
 * Why: A run that finished has nothing left to do.
 * Cure: Run it again from its manifest.
 * Types: Folders are looked at when a run goes on.
 */
const finished = (path: string): string => `${path} finished: siamese reproduce ${path} runs it again`

/**
 * Why: With other data or weights the rest of a run is the rest of another one.
 * Cure: Put back what it was, or accept that the numbers are of both.
 * Types: Files are hashed when a run goes on.
 */
const changedSince = (path: string, change: string): string =>
  `${path} began with other inputs (${change}): put them back, or go on with --accept-changes`
