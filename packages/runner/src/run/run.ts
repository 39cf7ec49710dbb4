import type { Pipeline, Problems } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Keeping } from './checkpoint/checkpoints.js'
import type { Asked } from './computing.js'
import { execute } from './execute.js'
import { lockFolder } from './lockFolder.js'
import type { OpenOptions } from './openPlan.js'
import type { RunEvent } from './runEvent.js'
import { openRunFolder } from './runFolder.js'
import type { RunResult } from './runResult.js'

export interface RunOptions extends OpenOptions, Asked, Keeping {
  /** Names the run's folder when `out` does not: `runs/stsb-1`. */
  readonly name?: string
  /** The run's folder; it must not exist. */
  readonly out?: string
  /** Where runs without `out` go; `runs` in the current folder when not written. */
  readonly runs?: string
  readonly command?: readonly string[]
  /** Measures, before training, where a step spends its time. */
  readonly profile?: boolean
  readonly signal?: AbortSignal
  /** The run waits for what it gives. */
  readonly report?: (event: RunEvent) => unknown
}
/** Trains and evaluates what a pipeline describes; everything that can be wrong beforehand is said before the first step. */
export const run = (pipeline: Pipeline, options: RunOptions = {}): TaskEither<Problems, RunResult> =>
  execute(pipeline, options, async manifestFor => {
    const { name = pipeline.data.data, runs = 'runs', out } = options
    const folder = await openRunFolder(name, runs, out)()
    if (isLeft(folder)) return folder
    const lock = await lockFolder(folder.right.path)
    if (isLeft(lock)) return left([lock.left])
    const written = await folder.right.manifest(await manifestFor(folder.right.path))()
    if (isLeft(written)) {
      await lock.right()
      return written
    }
    return right({
      folder: folder.right,
      there: [],
      warnings: [],
      unlock: lock.right,
    })
  })
