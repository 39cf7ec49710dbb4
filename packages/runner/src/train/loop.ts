import { type Problem, problem, type TrainSettings } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Batch, dispose } from '../compute/batch.js'
import { disposeParameters, type Parameters } from '../compute/parameters.js'
import { memoryProblem } from '../engine/outOfMemory.js'
import type { Metrics } from '../evaluate/evaluate.js'
import { ahead } from '../tokenize/ahead.js'
import { stepGroups } from './batches.js'
import { type Best, better } from './best.js'
import { diverged } from './diverged.js'
import { rateFactor, warmupSteps } from './schedule.js'
import type { Source } from './source.js'
import type { StepOutput, Stepper } from './stepper.js'

/** What a run is made of; everything that touches the world is passed in. */
export interface Training {
  readonly settings: TrainSettings
  readonly source: Source
  readonly stepper: Stepper
  /** Metrics, by the parameters as they are now, of the splits that are watched; left out when none is. */
  readonly watch?: (step: number) => Promise<Metrics>
  /** Awaited: what it writes is written before the next step. */
  readonly report: (event: TrainingEvent) => void | Promise<void>
  readonly signal?: AbortSignal
}
export type TrainingEvent =
  | {
      readonly event: 'step'
      readonly step: number
      readonly total: number
      readonly epoch: number
      readonly loss: number
      readonly rate: number
      readonly norm: number
      readonly rows: number
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
  const { settings, source, stepper, report, signal } = training
  const { total } = source
  const warmup = warmupSteps(settings.warmup, total)
  let kept: Kept | undefined
  let done = 0
  const truncated: Record<string, number> = {}
  let waited = 0
  const finish = (): Trained => {
    if (kept !== undefined) stepper.assign({ weights: kept.weights, head: kept.head })
    return { steps: done, truncated, best: kept?.best }
  }
  try {
    for (let epoch = 0; done < total; epoch++) {
      const groups = stepGroups(source.batches(epoch), settings.accumulate)
      let left = groups.length
      const read = async (group: (typeof groups)[number]) =>
        Promise.all(group.map(async turn => ({ turn, read: await source.read(turn) })))
      for await (const group of ahead(groups, read)) {
        if (done === total) break
        await breath()
        if (signal?.aborted) return failed(kept, problem(`stopped at step ${done} of ${total}; no model was written`))
        const { learningRate, schedule } = settings
        const rate = learningRate * rateFactor(schedule, done, { learningRate, warmup, total })
        const batches = group.map(({ turn, read }, place) => source.collate(turn, read, { step: done, place }))
        const stepped = tried(() => stepper.step({ batches, rate, step: done }), done + 1, settings)
        dispose(batches)
        if (isLeft(stepped)) return failed(kept, stepped.left)
        const { losses, norm } = stepped.right
        const loss = losses.reduce((sum, each) => sum + each, 0) / losses.length
        if (!Number.isFinite(loss) || !Number.isFinite(norm))
          return failed(
            kept,
            diverged(
              { step: done + 1, loss, norm },
              source,
              group.map(({ turn }) => turn),
            ),
          )
        if (epoch === 0)
          for (const [i, { turn }] of group.entries()) count(truncated, source.setOf(turn).split, batches[i]!.truncated)
        done++
        left--
        const rows = group.reduce((sum, { turn }) => sum + turn.rows.length, 0)
        await report({ event: 'step', step: done, total, epoch, loss, rate, norm, rows, ...taskOf(batches) })
        const due = settings.evaluateEvery === undefined ? left === 0 : done % settings.evaluateEvery === 0
        if (!due && done !== total) continue
        if (training.watch === undefined) continue
        const metrics = await training.watch(done)
        const best = settings.best === undefined ? undefined : bestOf(settings.best, metrics, done)
        const improved = best !== undefined && better(best, kept?.best)
        if (improved) {
          drop(kept)
          kept = { ...stepper.parameters(), best }
        }
        waited = improved ? 0 : waited + 1
        if (best === undefined || waited !== settings.patience) continue
        await report({ event: 'stopped early', step: done, best: kept?.best })
        return right(finish())
      }
    }
    return right(finish())
  } catch (error) {
    drop(kept)
    throw error
  }
}

interface Kept extends Parameters {
  readonly best: Best
}
const drop = (kept: Kept | undefined): void => {
  if (kept !== undefined) disposeParameters(kept)
}

const bestOf = (metric: string, metrics: Metrics, step: number): Best => ({ metric, value: metrics[metric]!, step })

/** Lets signals and timers through between two steps. */
const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const failed = (kept: Kept | undefined, why: Problem): Either<readonly Problem[], never> => {
  drop(kept)
  return left([why])
}

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
  counts[of] = (counts[of] ?? 0) + more
}

const taskOf = (batches: readonly Batch[]): { readonly task?: string } => {
  const names = new Set(batches.flatMap(({ task }) => (task === undefined ? [] : [task])))
  return names.size === 0 ? {} : { task: [...names].join('+') }
}
