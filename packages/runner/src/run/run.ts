import { type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isRefusal } from '../asPromise.js'
import { memoryProblem, outOfMemory } from '../engine/outOfMemory.js'
import { planOf } from '../plan.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import type { Asked } from './computing.js'
import { batchSizes } from './estimate/batchSizes.js'
import { estimateOf } from './estimate/estimate.js'
import { manifestOf } from './folder/manifestOf.js'
import { metricLine } from './metricLine.js'
import { openComputing } from './openComputing.js'
import { type OpenOptions, type OpenPlan, openPlan } from './openPlan.js'
import { profileOpen } from './profile.js'
import type { Listener, RunEvent } from './runEvent.js'
import { openRunFolder, type RunFolder } from './runFolder.js'
import type { RunResult } from './runResult.js'
import type { RunState } from './runState.js'
import { trainAndEvaluate } from './trainAndEvaluate.js'
import { untrainedWarning, warningsOf } from './warnings.js'

export interface RunOptions extends OpenOptions, Asked {
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
  readonly report?: (event: RunEvent) => void
}
/** Trains and evaluates what a pipeline describes; everything that can be wrong beforehand is said before the first step. */
export const run =
  (pipeline: Pipeline, options: RunOptions = {}): TaskEither<Problems, RunResult> =>
  async () => {
    const planned = planOf(pipeline)
    if (isLeft(planned)) return planned
    const began = performance.now()
    const plan = planned.right
    const opened = await openPlan(plan, options)()
    if (isLeft(opened)) return opened
    const { model } = opened.right
    const closing: (() => unknown)[] = [opened.right.close]
    try {
      const computing = await openComputing(opened.right, options)
      if (isLeft(computing)) return left([computing.left])
      closing.push(computing.right.close)
      const folder = await openRunFolder(options.name ?? plan.data.data, options.runs ?? 'runs', options.out)()
      if (isLeft(folder)) return folder
      const manifest = await manifestOf(pipeline, folder.right.path, opened.right, computing.right, options)
      const written = await folder.right.manifest(manifest)()
      if (isLeft(written)) return written
      const begun = await folder.right.state({ state: 'running', process: process.pid })()
      if (isLeft(begun)) return begun
      const tell = told([recorded(folder.right), options.report])
      await tell({ event: 'started', folder: folder.right.path, engine: opened.right.engine.name })
      const untrained = untrainedWarning(computing.right.training?.untrained ?? [])
      for (const sentence of [...warningsOf(opened.right), ...untrained]) await tell({ event: 'warning', sentence })
      const measured = options.profile === true ? await profiled(opened.right, options, tell) : {}
      const estimate = await estimateOf(
        opened.right,
        computing.right,
        await batchSizes(opened.right, few),
        began,
        budget,
      )
      if (estimate !== undefined) {
        const told = await folder.right.estimate({ estimate })()
        if (isLeft(told)) return told
        await tell({ event: 'estimated', estimate })
      }
      const start = (performance.now() - began) / 1000
      const tokenizing = tokenizeModel(model)
      closing.push(tokenizing.close)
      const { path } = folder.right
      const telling = { folder: path, start, tell, signal: options.signal }
      const work = () => trainAndEvaluate(opened.right, computing.right, tokenizing, telling)
      const ended = await orProblem(work, path, options.signal)
      if (!isLeft(ended) && estimate !== undefined) {
        const told = await folder.right.estimate({ estimate, spent: ended.right.spent })()
        if (isLeft(told)) return told
      }
      const noted = await folder.right.state(endOf(ended))()
      if (isLeft(noted)) return noted
      return isLeft(ended)
        ? ended
        : right({ ...ended.right, ...(estimate === undefined ? {} : { estimate }), ...measured })
    } catch (error) {
      return left(withoutMemory(error))
    } finally {
      for (const close of closing.reverse()) await closed(close)
    }
  }

const withoutMemory = (error: unknown): Problems => {
  const problem = memoryProblem(error, 'run', 'lower batchSize or maxLength, or use a smaller model')
  if (problem === undefined) throw error
  return [problem]
}

/** An engine that ran out of memory may not even be able to free some; why it ended is said already. */
const closed = async (close: () => unknown): Promise<void> => {
  try {
    await close()
  } catch (error) {
    if (outOfMemory(error) === undefined) throw error
  }
}

const endOf = (ended: Either<Problems, RunResult>): RunState =>
  isLeft(ended) ? { state: 'stopped', why: ended.left.map(({ sentence }) => sentence) } : { state: 'finished' }

/** Being stopped, and a disk that fails, are said as problems. */
const orProblem = async (
  work: () => Promise<Either<Problems, RunResult>>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Either<Problems, RunResult>> => {
  try {
    return await work()
  } catch (error) {
    if (signal?.aborted) return left([problem('stopped while evaluating; no model was written')])
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
  (listeners: readonly (Listener | undefined)[]): Listener =>
  async event => {
    for (const listener of listeners) await listener?.(event)
  }

/** What a run's folder keeps of its events. */
const recorded =
  ({ metric }: RunFolder): Listener =>
  async event => {
    const line = metricLine(event)
    if (line !== undefined) await metric(line)
  }
