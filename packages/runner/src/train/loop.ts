import { type Dropout, type Problem, problem, type Row, type TrainSettings, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../evaluate/evaluate.js'
import type { Rows } from '../sources/rows.js'
import { epochBatches, lengthOf, rowOrder, stepGroups } from './batches.js'
import { type Best, better } from './best.js'
import type { Batch } from './collate.js'
import { rateFactor, warmupSteps } from './schedule.js'
import { type State, startState, step } from './step.js'

/** What a run is made of; everything that touches the world is passed in. */
export interface Training {
  readonly settings: TrainSettings
  readonly rows: Rows
  readonly weights: Weights
  readonly head: Weights
  readonly collate: (rows: readonly Row[]) => Batch
  readonly loss: (weights: Weights, head: Weights, batch: Batch, dropout: Dropout) => tf.Tensor
  /** Metrics of the splits that are watched while training; empty when none is. */
  readonly watch: (weights: Weights, head: Weights) => Promise<Metrics>
  /** Awaited: what it writes is written before the next step. */
  readonly report: (event: TrainingEvent) => Promise<void>
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
    }
  | { readonly event: 'evaluation'; readonly step: number; readonly metrics: Metrics }
  | { readonly event: 'stopped early'; readonly step: number; readonly best: Best | undefined }

export interface Trained {
  readonly weights: Weights
  readonly head: Weights
  readonly steps: number
  readonly truncated: number
  readonly best: Best | undefined
}

/** Batches in the reference's order, a step for each group of them, the rate by schedule, the best weights kept. */
export const train = async (training: Training): Promise<Either<readonly Problem[], Trained>> => {
  const { settings, rows, report, signal } = training
  const { stepsPerEpoch, total } = lengthOf(rows.count, settings)
  const warmup = warmupSteps(settings.warmup, total)
  const every = settings.evaluateEvery ?? stepsPerEpoch
  let state = startState(training.weights, training.head)
  let kept: Kept | undefined
  let done = 0
  let truncated = 0
  let waited = 0
  try {
    for (let epoch = 0; done < total; epoch++) {
      const order = rowOrder(settings.order, rows.count, settings.seed, epoch)
      for (const group of stepGroups(epochBatches(rows.count, settings.batchSize, order), settings.accumulate)) {
        if (done === total) break
        await turn()
        if (signal?.aborted)
          return failed(state, kept, problem(`stopped at step ${done} of ${total}; no model was written`))
        const batches = await Promise.all(group.map(async indices => training.collate(await rows.read(indices))))
        const rate = settings.learningRate * rateFactor(settings.schedule, done, warmup, total)
        const out = step({ ...settings, loss: training.loss }, state, { batches, rate, step: done })
        tf.dispose(batches.flatMap(batch => [batch.texts.ids, batch.texts.mask, ...Object.values(batch.labels)]))
        state = out.state
        const loss = out.losses.reduce((sum, each) => sum + each, 0) / out.losses.length
        if (!Number.isFinite(loss) || !Number.isFinite(out.norm))
          return failed(state, kept, diverged(done, loss, out.norm, group.flat()))
        truncated += epoch === 0 ? batches.reduce((sum, batch) => sum + batch.truncated, 0) : 0
        done++
        await report({ event: 'step', step: done, total, epoch, loss, rate, norm: out.norm, rows: group.flat().length })
        if (done % every !== 0 && done !== total) continue
        const metrics = await training.watch(state.weights, state.head)
        if (Object.keys(metrics).length === 0) continue
        await report({ event: 'evaluation', step: done, metrics })
        const now =
          settings.best === undefined
            ? undefined
            : { metric: settings.best, value: metrics[settings.best]!, step: done }
        if (now === undefined) continue
        if (better(now, kept?.best)) {
          kept = keep(state, now, kept)
          waited = 0
        } else if (++waited === settings.patience) {
          await report({ event: 'stopped early', step: done, best: kept?.best })
          return right(finish(state, kept, done, truncated))
        }
      }
    }
    return right(finish(state, kept, done, truncated))
  } catch (error) {
    free(finish(state, kept, done, truncated))
    throw error
  }
}

/** Lets signals and timers through between two steps. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

interface Kept {
  readonly weights: Weights
  readonly head: Weights
  readonly best: Best
}
const copies = (weights: Weights): Weights =>
  Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [name, tf.clone(tensor)]))

const keep = ({ weights, head }: State, best: Best, before: Kept | undefined): Kept => {
  drop(before)
  return { weights: copies(weights), head: copies(head), best }
}
const drop = (kept: Kept | undefined): void => {
  if (kept !== undefined) free(kept)
}

/** The best weights where one was chosen, else the last; the optimizer's memory is freed. */
const finish = (
  { weights, head, first, second }: State,
  kept: Kept | undefined,
  steps: number,
  truncated: number,
): Trained => {
  tf.dispose([...Object.values(first), ...Object.values(second)])
  if (kept === undefined) return { weights, head, steps, truncated, best: undefined }
  free({ weights, head })
  return { weights: kept.weights, head: kept.head, steps, truncated, best: kept.best }
}

const failed = (state: State, kept: Kept | undefined, why: Problem): Either<readonly Problem[], never> => {
  free(finish(state, kept, 0, 0))
  return left([why])
}

const free = ({ weights, head }: Pick<Trained, 'weights' | 'head'>): void =>
  tf.dispose([...Object.values(weights), ...Object.values(head)])

const diverged = (step: number, loss: number, norm: number, rows: readonly number[]): Problem =>
  problem(
    `the loss is ${loss} and the gradient's norm ${norm} at step ${step}, rows ${rows.map(row => row + 1).join(', ')} of the training split: lower learningRate, raise warmup, or look at these rows`,
  )
