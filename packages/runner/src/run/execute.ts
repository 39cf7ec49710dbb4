import { type Pipeline, type Problems, problem, toJson } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isRefusal } from '../asPromise.js'
import { memoryProblem, outOfMemory } from '../engine/outOfMemory.js'
import { planOf } from '../plan.js'
import { fileTrouble, systemCode } from '../sources/fileTrouble.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import type { CheckpointFile } from './checkpoint/checkpointFile.js'
import type { Kept } from './checkpoint/checkpoints.js'
import { batchSizes } from './estimate/batchSizes.js'
import { estimateOf } from './estimate/estimate.js'
import { writtenEstimate } from './estimate/estimateFile.js'
import type { Manifest } from './folder/manifest.js'
import { manifestOf } from './folder/manifestOf.js'
import { processesOf } from './folder/processes.js'
import { openRecording } from './folder/recording.js'
import { openComputing } from './openComputing.js'
import { type OpenPlan, openPlan } from './openPlan.js'
import { profileOpen } from './profile.js'
import { openReporter, type Reporter } from './reporting/reporter.js'
import type { RunOptions } from './run.js'
import type { Listener, RunEvent } from './runEvent.js'
import type { RunFolder } from './runFolder.js'
import { runPlanOf } from './runPlan.js'
import type { RunResult } from './runResult.js'
import { stopwatch } from './stopwatch.js'
import { trainAndEvaluate } from './trainAndEvaluate.js'
import { untrainedWarning, warningsOf } from './warnings.js'
import { withWayOn } from './wayOn.js'

/** A run in its folder: a new one, or one that goes on. */
export interface Entered {
  readonly folder: RunFolder
  /** Where it goes on; from the beginning where it is left out. */
  readonly checkpoint?: CheckpointFile
  /** Checkpoints that are there. */
  readonly there: readonly Kept[]
  /** What a reader of its results has to know. */
  readonly warnings: readonly string[]
  /** Gives the folder back. */
  readonly unlock?: () => Promise<void>
}

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
    const plan = planned.right
    const opened = await openPlan(plan, options)()
    if (isLeft(opened)) return opened
    const { model } = opened.right
    const closing: (() => unknown)[] = [opened.right.close]
    try {
      const computing = await openComputing(opened.right, options)
      if (isLeft(computing)) return left([computing.left])
      closing.push(computing.right.close)
      const entered = await enter(folder => manifestOf(pipeline, folder, opened.right, computing.right, options))
      if (isLeft(entered)) return entered
      const { folder, checkpoint, there, warnings, unlock } = entered.right
      if (unlock !== undefined) closing.push(unlock)
      const begun = await folder.state({ state: 'running', process: process.pid })()
      if (isLeft(begun)) return begun
      const { path } = folder
      const earlier = await processesOf(path)
      const recording = await openRecording(folder, toJson(pipeline), clock.spent, checkpoint?.step)
      closing.push(recording.flush)
      const reporter = await openReporter(path, pipeline, opened.right, computing.right, options)
      const tell = told([recording.listen, reporter.listen, ...(options.report ? [options.report] : [])])
      await tell({ event: 'started', folder: path, engine: opened.right.engine.name })
      await tell({ event: 'planned', plan: runPlanOf(pipeline, opened.right, computing.right, options) })
      const untrained = untrainedWarning(computing.right.training?.untrained ?? [])
      for (const sentence of [...warnings, ...warningsOf(opened.right), ...untrained])
        await tell({ event: 'warning', sentence })
      const measured = options.profile === true ? await profiled(opened.right, options, tell) : {}
      const expected = await writtenEstimate(path)
      const estimate =
        expected !== undefined || checkpoint !== undefined
          ? undefined
          : await estimateOf(opened.right, computing.right, await batchSizes(opened.right, few), began, budget)
      if (estimate !== undefined) {
        const told = await folder.estimate({ estimate })()
        if (isLeft(told)) return told
        await tell({ event: 'estimated', estimate })
      }
      const tokenizing = tokenizeModel(model)
      closing.push(tokenizing.close)
      const { signal, keep, checkpointEvery } = options
      const telling = {
        folder: path,
        clock,
        earlier,
        tell,
        flush: recording.flush,
        signal,
        reporter,
        checkpoint,
        keeping: {
          there,
          ...(keep === undefined ? {} : { keep }),
          ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
        },
      }
      const work = async (): Promise<Either<Problems, RunResult>> => {
        const ran = await trainAndEvaluate(opened.right, computing.right, tokenizing, telling)
        if (isLeft(ran)) return ran
        const kept = estimate ?? expected
        if (kept !== undefined) {
          const told = await folder.estimate({ estimate: kept, spent: ran.right.spent })()
          if (isLeft(told)) return told
        }
        const result = { ...ran.right, ...(estimate === undefined ? {} : { estimate }), ...measured }
        await tell({ event: 'done', result })
        // Behind all that the run came to; the page, which says so, can be made again.
        const noted = await folder.state({ state: 'finished' })()
        if (isLeft(noted)) return noted
        for (const { sentence } of await reporter.close()) await tell({ event: 'warning', sentence })
        return right(result)
      }
      const ended = await withWayOn(await orProblem(work, path, signal), path, pipeline)
      if (isLeft(ended)) {
        await folder.state({ state: 'stopped', why: ended.left.map(({ sentence }) => sentence) })()
        await lastWords(tell, reporter, ended.left)
      }
      return ended
    } catch (error) {
      if (isRefusal(error)) return left(error.problems)
      return left(
        systemCode(error) === undefined ? withoutMemory(error) : [fileTrouble(error, options.out ?? 'the run folder')],
      )
    } finally {
      for (const close of closing.reverse()) await closed(close)
    }
  }

const withoutMemory = (error: unknown): Problems => {
  const problem = memoryProblem(error, 'run', 'lower batchSize or maxLength, or use a smaller model')
  if (problem === undefined) throw error
  return [problem]
}

/** An engine that ran out of memory may not even be able to free some, nor a disk to take a last line; why it ended is said already. */
const closed = async (close: () => unknown): Promise<void> => {
  try {
    await close()
  } catch (error) {
    if (outOfMemory(error) === undefined && systemCode(error) === undefined && !isRefusal(error)) throw error
  }
}

const lastWords = (tell: Listener, reporter: Pick<Reporter, 'close'>, problems: Problems): Promise<void> =>
  closed(async () => {
    for (const { sentence } of await reporter.close()) await tell({ event: 'warning', sentence })
    await tell({ event: 'stopped', why: problems.map(({ sentence }) => sentence) })
  })

/** Being stopped, and a disk that fails, are said as problems. */
const orProblem = async (
  work: () => Promise<Either<Problems, RunResult>>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Either<Problems, RunResult>> => {
  try {
    return await work()
  } catch (error) {
    if (signal?.aborted) return left([problem('stopped while evaluating')])
    return left(
      isRefusal(error) ? error.problems : outOfMemory(error) ? withoutMemory(error) : [fileTrouble(error, path)],
    )
  }
}

/** Batches that are looked at for the estimate, and the seconds that timing may take: a run should start at once. */
const few = { batches: 32, rows: 1024 }
const budget = { steps: 0.25, evaluation: 0.15 }

/** Told as soon as it is known; a run that cannot be measured says why and goes on. */
const profiled = async (opened: OpenPlan, options: RunOptions, tell: Listener): Promise<Pick<RunResult, 'profile'>> => {
  const made = await profileOpen(opened, options)
  if (isLeft(made)) {
    await tell({ event: 'warning', sentence: made.left })
    return {}
  }
  await tell({ event: 'profile', profile: made.right })
  return { profile: made.right }
}

/** Everyone hears of each event in turn. */
const told =
  (listeners: readonly ((event: RunEvent) => unknown)[]): Listener =>
  async event => {
    for (const listener of listeners) await listener(event)
  }
