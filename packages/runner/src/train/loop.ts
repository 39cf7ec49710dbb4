import { type Problem, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { disposeParameters, type Parameters } from '../compute/parameters.js'
import { countText } from '../countOf.js'
import type { Metrics } from '../evaluate/evaluate.js'
import type { Best } from './best.js'
import { isDivergence } from './diverged.js'
import { groupsFrom } from './groups.js'
import { beginning, judged, type Progress, stepped } from './progress.js'
import { takenStep } from './takenStep.js'
import type { Checkpoints, Trained, Training } from './training.js'

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
      const done = takenStep(training, progress, next.value.turns)
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
