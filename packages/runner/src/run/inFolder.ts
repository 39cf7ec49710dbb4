import { type Pipeline, type Problems, problem, toJson } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { endedBy, quietly } from './endedBy.js'
import type { Entered } from './entered.js'
import { expectedOf } from './estimate/expected.js'
import { processesOf } from './folder/processes.js'
import { openRecording } from './folder/recording.js'
import type { Computing } from './openComputing.js'
import type { OpenPlan } from './openPlan.js'
import { profileOpen } from './profile.js'
import { openReporter, type Reporter } from './reporting/reporter.js'
import type { RunOptions } from './run.js'
import type { Listener, RunEvent } from './runEvent.js'
import { runPlanOf } from './runPlan.js'
import type { RunResult } from './runResult.js'
import type { Stopwatch } from './stopwatch.js'
import { trainAndEvaluate } from './trainAndEvaluate.js'
import { untrainedWarning, warningsOf } from './warnings.js'
import { withWayOn } from './wayOn.js'

/** A run whose data, model and engine are open. */
interface Open {
  readonly pipeline: Pipeline
  readonly options: RunOptions
  readonly opened: OpenPlan
  readonly computing: Computing
  /** When opening began, by `performance.now()`. */
  readonly began: number
  readonly clock: Stopwatch
}

/** The run from its folder on: recorded, told, trained and evaluated. What it opens itself it leaves to `closes`. */
export const inFolder = async (
  { pipeline, options, opened, computing, began, clock }: Open,
  entered: Entered,
  closes: (close: () => unknown) => unknown,
): Promise<Either<Problems, RunResult>> => {
  const { folder, checkpoint, there, warnings } = entered
  const { path } = folder
  const { signal, keep, checkpointEvery } = options
  const begun = await folder.state({ state: 'running', process: process.pid })()
  if (isLeft(begun)) return begun
  const earlier = await processesOf(path)
  const recording = await openRecording(folder, toJson(pipeline), clock.spent, checkpoint?.step)
  closes(recording.flush)
  const reporter = await openReporter(path, pipeline, opened, computing, options)
  const tell = told([recording.listen, reporter.listen, ...(options.report ? [options.report] : [])])
  const work = async (): Promise<Either<Problems, RunResult>> => {
    await tell({ event: 'started', folder: path, engine: opened.engine.name })
    await tell({ event: 'planned', plan: runPlanOf(pipeline, opened, computing, options) })
    const untrained = untrainedWarning(computing.training?.untrained ?? [])
    for (const sentence of [...warnings, ...warningsOf(opened), ...untrained])
      await tell({ event: 'warning', sentence })
    const measured = options.profile === true ? await profiled(opened, options, tell) : {}
    const expected = await expectedOf(entered, opened, computing, began, tell)
    if (isLeft(expected)) return expected
    const { kept, found } = expected.right
    const tokenizing = tokenizeModel(opened.model)
    closes(tokenizing.close)
    const ran = await trainAndEvaluate(opened, computing, tokenizing, {
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
    })
    if (isLeft(ran)) return ran
    const spent =
      kept === undefined ? right(undefined) : await folder.estimate({ estimate: kept, spent: ran.right.spent })()
    if (isLeft(spent)) return spent
    const result = { ...ran.right, ...(found === undefined ? {} : { estimate: found }), ...measured }
    await tell({ event: 'done', result })
    // Behind all that the run came to; the page, which says so, can be made again.
    const noted = await folder.state({ state: 'finished' })()
    if (isLeft(noted)) return noted
    await closeReport(reporter, tell)
    return right(result)
  }
  const ended = await withWayOn(await orProblems(work, path, signal), path, pipeline)
  if (isLeft(ended)) {
    const why = ended.left.map(({ sentence }) => sentence)
    await folder.state({ state: 'stopped', why })()
    await quietly(async () => {
      await closeReport(reporter, tell)
      await tell({ event: 'stopped', why })
    })
  }
  return ended
}

const closeReport = async (reporter: Pick<Reporter, 'close'>, tell: Listener): Promise<void> => {
  for (const { sentence } of await reporter.close()) await tell({ event: 'warning', sentence })
}

/** Being stopped, and a disk or memory that fails, are said as problems. */
const orProblems = async (
  work: () => Promise<Either<Problems, RunResult>>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Either<Problems, RunResult>> => {
  try {
    return await work()
  } catch (error) {
    return left(signal?.aborted ? [problem('stopped while evaluating')] : endedBy(error, path))
  }
}

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
