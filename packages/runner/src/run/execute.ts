import type { Pipeline, Problems } from '@siamese/core'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { planOf } from '../plan.js'
import { endedBy, quietly } from './endedBy.js'
import type { Entered } from './entered.js'
import type { Manifest } from './folder/manifest.js'
import { manifestOf } from './folder/manifestOf.js'
import { inFolder } from './inFolder.js'
import { openComputing } from './openComputing.js'
import { openPlan } from './openPlan.js'
import type { RunOptions } from './run.js'
import type { RunResult } from './runResult.js'
import { stopwatch } from './stopwatch.js'

/** Opens what a pipeline reads, enters the folder, trains and evaluates; everything that can be wrong beforehand is said before the first step. */
export const execute =
  (
    pipeline: Pipeline,
    options: RunOptions,
    enter: (manifestFor: (folder: string) => Promise<Manifest>) => Promise<Either<Problems, Entered>>,
  ): TaskEither<Problems, RunResult> =>
  async () => {
    const planned = planOf(pipeline)
    if (isLeft(planned)) return planned
    const began = performance.now()
    const clock = stopwatch()
    const opened = await openPlan(planned.right, options)()
    if (isLeft(opened)) return opened
    const closing: (() => unknown)[] = [opened.right.close]
    try {
      const computing = await openComputing(opened.right, options)
      if (isLeft(computing)) return left([computing.left])
      closing.push(computing.right.close)
      const entered = await enter(folder => manifestOf(pipeline, folder, opened.right, computing.right, options))
      if (isLeft(entered)) return entered
      if (entered.right.unlock !== undefined) closing.push(entered.right.unlock)
      const open = { pipeline, options, opened: opened.right, computing: computing.right, began, clock }
      return await inFolder(open, entered.right, close => closing.push(close))
    } catch (error) {
      return left(endedBy(error, options.out ?? 'the run folder'))
    } finally {
      for (const close of closing.reverse()) await quietly(close)
    }
  }
