import type { Plan } from '../../plan.js'
import type { Length } from '../../train/batches.js'
import { warmupSteps } from '../../train/schedule.js'
import { watchedBy } from '../watched.js'

/** How long a run is, in what it does; early stopping makes it shorter. */
export interface RunLength {
  readonly steps: number
  /** A part of one where `steps` ends within it. */
  readonly epochs: number
  /** Steps over which the learning rate rises. */
  readonly warmup: number
  /** How often each evaluator judges, in their order. */
  readonly rounds: readonly number[]
}

/** Each evaluator judges before and after training, and those that watch it after every so many steps and the last. */
export const runLength = (plan: Plan, length: Length | undefined): RunLength => {
  const { train, evaluators } = plan
  if (train === undefined || length === undefined)
    return { steps: 0, epochs: 0, warmup: 0, rounds: evaluators.map(() => 1) }
  const { total, stepsPerEpoch } = length
  const watched = watchedBy(plan)
  const watches = Math.ceil(total / (train.evaluateEvery ?? stepsPerEpoch))
  return {
    steps: total,
    epochs: total / stepsPerEpoch,
    warmup: warmupSteps(train.warmup, total),
    rounds: evaluators.map(each => (watched.includes(each) ? 2 + watches : 2)),
  }
}
