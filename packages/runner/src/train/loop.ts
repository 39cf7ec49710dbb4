import { ownOf, type Problem, problem, type TrainSettings } from '@siamese/core'
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import { type Batch, dispose } from '../compute/batch.js'
import { disposeParameters, type Parameters } from '../compute/parameters.js'
import { countText } from '../countOf.js'
import { memoryProblem } from '../engine/outOfMemory.js'
import type { Metrics } from '../evaluate/evaluate.js'
import type { Best } from './best.js'
import { diverged, isDivergence } from './diverged.js'
import type { Searched } from './firstNotFinite.js'
import { type Group, groupsFrom } from './groups.js'
import { beginning, judged, type Progress, stepped } from './progress.js'
import { rateFactor, warmupSteps } from './schedule.js'
import type { Source } from './source.js'
import { type StepParts, stepParts } from './stepParts.js'
import type { StepInput, StepOutput, Stepper } from './stepper.js'
import { rowsOf, type StepRows } from './stepRows.js'

/** What a run is made of; everything that touches the world is passed in. */
export interface Training {
  readonly settings: TrainSettings
  readonly source: Source
  readonly stepper: Stepper
  /** Looks for the first number that is not finite of a step that was not taken; undefined where there is no memory to. */
  readonly search?: (input: Pick<StepInput, 'batches' | 'step'>) => Searched | undefined
  /** Where an earlier process came to; the stepper is there already. */
  readonly from?: From
  /** Metrics, by the parameters as they are now, of the splits that are watched; left out when none is. */
  readonly watch?: (step: number) => Promise<Metrics>
  /** Awaited: what it writes is written before the next step. */
  readonly report: (event: TrainingEvent) => void | Promise<void>
  readonly checkpoints?: Checkpoints
  readonly signal?: AbortSignal
}
export interface From {
  readonly progress: Progress
  /** The parameters of the best step so far; they are taken over. */
  readonly kept: Parameters | undefined
}
/** Keeps the stepper's state with how far the training is, so that another process can go on. */
export interface Checkpoints {
  /** Asked between two steps: keeps one where it is time. */
  readonly due: (progress: Progress) => Promise<Either<readonly Problem[], void>>
  /** Keeps one now, and waits until it is safe. */
  readonly now: (progress: Progress) => Promise<Either<readonly Problem[], void>>
}
export type TrainingEvent =
  | {
      readonly event: 'step'
      readonly step: number
      readonly total: number
      readonly epoch: number
      readonly loss: number
      /** What the loss is the sum of, by name, where it tells that. */
      readonly parts?: StepParts
      readonly rate: number
      readonly norm: number
      readonly rows: number
      /** The rows of the step's batches by their split, and a hash of what is in them. */
      readonly input?: StepRows
      /** Tokens of the step, and what they would be with the padding of each column to its longest text. */
      readonly tokens: number
      readonly padded: number
      /** The data set of the step's batches, where there are several: `nli`, or `nli+stsb` when a step has batches of both. */
      readonly task?: string
    }
  | { readonly event: 'stopped early'; readonly step: number; readonly best: Best | undefined }

/** The stepper holds the best parameters where one was chosen, else the last. */
export interface Trained {
  readonly steps: number
  /** By split, how many texts of an epoch were longer than the limit and were cut. */
  readonly truncated: Readonly<Record<string, number>>
  readonly best: Best | undefined
}

/** Batches in the source's order, a step for each group of them, the rate by schedule, the best weights kept. */
export const train = async (training: Training): Promise<Either<readonly Problem[], Trained>> => {
  const { settings, source, stepper, report, checkpoints = none, signal } = training
  const { total } = source
  let progress = training.from?.progress ?? beginning
  let kept = training.from?.kept
  const groups = groupsFrom(progress, source, settings.accumulate)
  try {
    while (true) {
      if (!progress.judged && training.watch !== undefined) {
        const metrics = await orAborted(training.watch(progress.step), signal)
        if (metrics === undefined) return await stopped(progress, training)
        progress = judged(progress, bestOf(settings.best, metrics, progress.step))
        if (progress.best?.step === progress.step) {
          drop(kept)
          kept = stepper.parameters()
        }
      }
      const { step, epoch, best } = progress
      const early = best !== undefined && progress.waited === settings.patience
      if (early || step === total) break
      await breath()
      if (signal?.aborted) return await stopped(progress, training)
      const safe = await checkpoints.due(progress)
      if (isLeft(safe)) return safe
      const next = await groups.next()
      if (next.done) throw new Error(`internal: no batch for step ${step + 1} of ${total}`)
      const done = taken(training, progress, next.value.turns)
      if (isLeft(done)) return await ended(done.left, progress, checkpoints)
      const { truncated, ...told } = done.right
      const after = stepped(progress, next.value.stepsOfEpoch, truncated)
      progress = { ...after, judged: training.watch === undefined || !isDue(after, training) }
      await report({ event: 'step', step: progress.step, total, epoch, ...told })
    }
    const safe = await checkpoints.now(progress)
    if (isLeft(safe)) return safe
    const { step: steps, best, truncated } = progress
    if (steps < total) await report({ event: 'stopped early', step: steps, best })
    if (kept !== undefined) stepper.assign(kept)
    kept = undefined
    return right({ steps, truncated, best })
  } finally {
    await groups.return()
    drop(kept)
  }
}

/** One step: its rate, its batches, what it says; or why there is none. */
const taken = ({ settings, source, stepper, search }: Training, { step }: Progress, turns: Group['turns']) => {
  const { learningRate, schedule } = settings
  const { total } = source
  const warmup = warmupSteps(settings.warmup, total)
  const rate = learningRate * rateFactor(schedule, step, { learningRate, warmup, total })
  const batches = turns.map(({ turn, read }, place) => source.collate(turn, read, { step, place }))
  const read = readOf(batches)
  const made = tried(() => stepper.step({ batches, rate, step }), step + 1, settings)
  const searched = isRight(made) && !made.right.finite ? search?.({ batches, step }) : undefined
  dispose(batches)
  if (isLeft(made)) return made
  const { losses, norm, finite } = made.right
  const loss = losses.reduce((sum, each) => sum + each, 0) / losses.length
  const parts = stepParts(batches, made.right)
  const told = { loss, ...(parts === undefined ? {} : { parts }) }
  const truncated: Record<string, number> = {}
  for (const [i, { turn }] of turns.entries()) count(truncated, source.setOf(turn).split, batches[i]!.truncated)
  const rows = turns.reduce((sum, { turn }) => sum + turn.rows.length, 0)
  return finite
    ? right({ ...told, rate, norm, rows, ...read, input: rowsOf(turns, source), ...taskOf(batches), truncated })
    : left(diverged({ step: step + 1, loss, norm }, searched, source, turns))
}

/** At each epoch's end, or every so many steps, and at the last one. */
const isDue = ({ step, place }: Progress, { settings: { evaluateEvery }, source: { total } }: Training): boolean =>
  step === total || (evaluateEvery === undefined ? place === 0 : step % evaluateEvery === 0)

const none: Checkpoints = { due: async () => right(undefined), now: async () => right(undefined) }

/** What was to be computed, unless someone ended it meanwhile. */
const orAborted = async <A>(work: Promise<A>, signal: AbortSignal | undefined): Promise<A | undefined> => {
  try {
    return await work
  } catch (error) {
    if (signal?.aborted) return undefined
    throw error
  }
}

const stopped = async (progress: Progress, { checkpoints = none, source: { total } }: Training) => {
  const safe = await checkpoints.now(progress)
  return isLeft(safe) ? safe : left([problem(`stopped at step ${countText(progress.step)} of ${countText(total)}`)])
}

/** Parameters are those before the step that ends the training: they are kept where all of them are finite. */
const ended = async (why: Problem, progress: Progress, checkpoints: Checkpoints) => {
  const keeps = isDivergence(why) && why.finite && progress.step > 0
  const safe = keeps ? await checkpoints.now(progress) : right(undefined)
  if (!isLeft(safe)) return left([why])
  // Where a checkpoint cannot be kept because of its numbers, they are no model either.
  const spoiled = isDivergence(why) && safe.left.some(isDivergence)
  return left([spoiled ? { ...why, finite: false } : why, ...safe.left])
}

const drop = (kept: Parameters | undefined): void => {
  if (kept !== undefined) disposeParameters(kept)
}

const bestOf = (metric: string | undefined, metrics: Metrics, step: number): Best | undefined =>
  metric === undefined ? undefined : { metric, value: metrics[metric]!, step }

/** Lets signals and timers through between two steps. */
const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** A step, or why the machine is too small for it. */
const tried = (step: () => StepOutput, number: number, settings: TrainSettings): Either<Problem, StepOutput> => {
  try {
    return right(step())
  } catch (error) {
    const problem = memoryProblem(error, `step ${number}`, smaller(settings))
    if (problem === undefined) throw error
    return left(problem)
  }
}

/** What makes a step smaller. */
export const smaller = ({
  batchSize,
  miniBatchSize,
  accumulate,
}: Pick<TrainSettings, 'batchSize' | 'miniBatchSize' | 'accumulate'>): string => {
  if ((miniBatchSize ?? batchSize) === 1) return 'lower maxLength'
  return miniBatchSize !== undefined
    ? 'lower miniBatchSize or maxLength'
    : `lower batchSize or maxLength; batchSize ${Math.ceil(batchSize / 2)} with accumulate ${2 * accumulate} takes as many rows a step; miniBatchSize ${Math.ceil(batchSize / 2)} keeps the batch`
}

const count = (counts: Record<string, number>, of: string, more: number): void => {
  counts[of] = (ownOf(counts, of) ?? 0) + more
}

/** Tokens that a step reads, without padding and with it. */
const readOf = (batches: readonly Batch[]): { readonly tokens: number; readonly padded: number } => ({
  tokens: batches.reduce((sum, { texts }) => sum + texts.ids.size, 0),
  padded: batches.reduce((sum, { padded }) => sum + padded, 0),
})

const taskOf = (batches: readonly Batch[]): { readonly task?: string } => {
  const names = new Set(batches.flatMap(({ task }) => (task === undefined ? [] : [task])))
  return names.size === 0 ? {} : { task: [...names].join('+') }
}
