import { join } from 'node:path'
import { type Chosen, type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isRefusal } from '../asPromise.js'
import { disposeParameters } from '../compute/parameters.js'
import { memoryProblem, outOfMemory } from '../engine/outOfMemory.js'
import { evaluate, type Metrics } from '../evaluate/evaluate.js'
import { type Plan, planOf } from '../plan.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import type { Tokenizing } from '../tokenize/tokenizing.js'
import { type Trained, type TrainingEvent, train } from '../train/loop.js'
import type { Profile } from '../train/profile.js'
import type { Asked } from './computing.js'
import { batchSizes } from './estimate/batchSizes.js'
import { type Estimate, estimateOf, together } from './estimate/estimate.js'
import type { Spent } from './estimate/estimateFile.js'
import { learn } from './learn.js'
import { hashesOf, manifestOf } from './manifest.js'
import { type Computing, openComputing } from './openComputing.js'
import { type OpenOptions, type OpenPlan, openPlan } from './openPlan.js'
import { profileOpen } from './profile.js'
import { rowsHash } from './rowsHash.js'
import { openRunFolder, type RunFolder } from './runFolder.js'
import type { RunState } from './runState.js'
import { saveModel } from './saveModel.js'
import { stopwatch } from './stopwatch.js'
import { untrainedWarning, warningsOf } from './warnings.js'
import { watchedBy } from './watched.js'

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
export type RunEvent =
  | TrainingEvent
  | { readonly event: 'started'; readonly folder: string; readonly engine: string }
  /** A frozen model encodes the texts that are read again. */
  | { readonly event: 'encoding'; readonly model: string; readonly done: number; readonly total: number }
  | { readonly event: 'evaluating'; readonly evaluator: string; readonly done: number; readonly total: number }
  | { readonly event: 'estimated'; readonly estimate: Estimate }
  | { readonly event: 'profile'; readonly profile: Profile }
  | { readonly event: 'warning'; readonly sentence: string }
  /** The next pipeline of a sequence, or the next point of a sweep, begins. */
  | { readonly event: 'part'; readonly number: number; readonly of: number; readonly name: string }
  | { readonly event: 'point'; readonly number: number; readonly of: number; readonly chosen: readonly Chosen[] }

export interface RunResult {
  readonly folder: string
  /** The folder of the trained model; none was written when nothing was trained. */
  readonly model: string | undefined
  readonly engine: string
  /** By the model as it was given, and, after training, by the trained one. */
  readonly before: Metrics
  readonly after: Metrics | undefined
  readonly steps: number
  readonly best: Trained['best']
  /** By split, how many texts were longer than the limit and were cut; splits without any are left out. */
  readonly truncated: Readonly<Record<string, number>>
  readonly seconds: number
  /** What was expected before the first step, where steps could be timed, and what it took. */
  readonly estimate?: Estimate
  readonly spent: Spent
  readonly profile?: Profile
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
    const { model, rows } = opened.right
    const closing: (() => unknown)[] = [opened.right.close]
    try {
      const computing = await openComputing(opened.right, options)
      if (isLeft(computing)) return left([computing.left])
      closing.push(computing.right.close)
      const folder = await openRunFolder(options.name ?? plan.data.data, options.runs ?? 'runs', options.out)()
      if (isLeft(folder)) return folder
      const data = Object.fromEntries(
        await Promise.all([...rows].map(async ([split, each]) => [split, await rowsHash(each)] as const)),
      )
      const hashes = { model: model.hashes, ...hashesOf(opened.right.frozen), data }
      const written = await folder.right.manifest(
        manifestOf(pipeline, hashes, opened.right, computing.right, options),
      )()
      if (isLeft(written)) return written
      const begun = await folder.right.state({ state: 'running', process: process.pid })()
      if (isLeft(begun)) return begun
      options.report?.({ event: 'started', folder: folder.right.path, engine: opened.right.engine.name })
      const untrained = untrainedWarning(computing.right.training?.untrained ?? [])
      for (const sentence of [...warningsOf(opened.right), ...untrained])
        options.report?.({ event: 'warning', sentence })
      const measured = options.profile === true ? await profiled(opened.right, options) : {}
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
        options.report?.({ event: 'estimated', estimate })
      }
      const start = (performance.now() - began) / 1000
      const tokenizing = tokenizeModel(model)
      closing.push(tokenizing.close)
      const work = () => trainAndEvaluate(opened.right, computing.right, tokenizing, folder.right, start, options)
      const ended = await orProblem(work, folder.right, options.signal)
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
  { path }: RunFolder,
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

const trainAndEvaluate = async (
  opened: OpenPlan,
  { forward, training }: Computing,
  tokenizing: Tokenizing,
  folder: RunFolder,
  start: number,
  options: RunOptions,
): Promise<Either<Problems, RunResult>> => {
  const { plan, model, sentenceEncoder, rows, frozen, engine } = opened
  const clock = stopwatch()
  const { report = () => {}, signal } = options
  const truncated: Record<string, number> = {}
  const doubts = new Set<string>()
  const doubt = (sentence: string) => {
    if (!doubts.has(sentence)) report({ event: 'warning', sentence })
    doubts.add(sentence)
  }
  const cut = (split: string, texts: number) => {
    if (texts > 0) truncated[split] = Math.max(texts, truncated[split] ?? 0)
  }
  const evaluated = async (evaluators: Plan['evaluators'], step: object): Promise<Metrics> => {
    clock.to('evaluation')
    const metrics = await evaluate(
      {
        plan,
        sentenceEncoder,
        forward,
        frozen,
        tokenizing,
        rowsOf: split => rows.get(split)!,
        cut,
        doubt,
        progress: (evaluator, done, total) => report({ event: 'evaluating', evaluator, done, total }),
        ...(signal === undefined ? {} : { signal }),
      },
      evaluators,
    )
    await folder.metric({ ...step, ...metrics })
    clock.to('training')
    return metrics
  }
  const finished = (rest: Pick<RunResult, 'model' | 'before' | 'after' | 'steps' | 'best'>) => {
    const seconds = together({ start, ...clock.seconds() })
    return right({
      folder: folder.path,
      engine: engine.name,
      ...rest,
      truncated,
      seconds: seconds.together - start,
      spent: { steps: rest.steps, seconds, memory: 1024 * process.resourceUsage().maxRSS },
    })
  }
  await learn(opened, {
    progress: (model, done, total) => report({ event: 'encoding', model, done, total }),
    ...(signal === undefined ? {} : { signal }),
  })
  const before = await evaluated(plan.evaluators, { step: 0 })
  if (training === undefined) return finished({ model: undefined, before, after: undefined, steps: 0, best: undefined })

  const { stepper } = training
  const watched = watchedBy(plan)
  const trained = await train({
    ...training,
    report: async event => {
      if (event.event !== 'evaluation') await folder.metric(metricLine(event))
      report(event)
    },
    ...(watched.length === 0 ? {} : { watch: step => evaluated(watched, { step }) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (isLeft(trained)) return trained
  const { steps, best } = trained.right
  for (const [split, texts] of Object.entries(trained.right.truncated)) cut(split, texts)
  const after = await evaluated(plan.evaluators, { step: steps, trained: true })
  clock.to('saving')
  const path = join(folder.path, 'model')
  const parameters = stepper.parameters()
  const saved = await saveModel(path, {
    plan,
    model,
    ...parameters,
    metrics: after,
    before,
    rows: Object.fromEntries([...rows].map(([split, { count }]) => [split, count])),
  })()
  disposeParameters(parameters)
  return isLeft(saved) ? saved : finished({ model: path, before, after, steps, best })
}

/** Batches that are looked at for the estimate, and the seconds that timing may take: a run should start at once. */
const few = { batches: 32, rows: 1024 }
const budget = { steps: 0.25, evaluation: 0.15 }

/** Told as soon as it is known; a run that cannot be measured says why and goes on. */
const profiled = async (opened: OpenPlan, options: RunOptions): Promise<Pick<RunResult, 'profile'>> => {
  const { report = () => {} } = options
  const made = await profileOpen(opened, options)
  if (isLeft(made)) {
    report({ event: 'warning', sentence: made.left })
    return {}
  }
  report({ event: 'profile', profile: made.right })
  return { profile: made.right }
}

const metricLine = (
  event: Exclude<TrainingEvent, { readonly event: 'evaluation' }>,
): Readonly<Record<string, unknown>> => {
  switch (event.event) {
    case 'step': {
      const { step, epoch, loss, rate, norm, task } = event
      return { step, epoch, ...(task === undefined ? {} : { task }), loss, rate, norm }
    }
    case 'stopped early':
      return { step: event.step, stoppedEarly: true, best: event.best }
  }
}
