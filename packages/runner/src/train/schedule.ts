import {
  definition,
  type ScheduleFacts,
  type ScheduleName,
  type Stage,
  settingsOf,
  type TrainSettings,
} from '@siamese/core'

/** Steps over which the rate rises: a share of all steps, rounded up. */
export const warmupSteps = (share: number, total: number): number => Math.ceil(share * total)

/** How long a run is, as its rate needs to know it. */
export interface RateLength extends Pick<TrainSettings, 'learningRate'> {
  readonly warmup: number
  readonly total: number
}

/**
 * What the highest rate is multiplied with at a step, the first being 0: s/W while it warms up, so the first step has rate 0; then by the
 * schedule over (s − W)/(N − W). Source: transformers' schedules.
 */
export const rateFactor = (
  schedule: TrainSettings['schedule'],
  step: number,
  { learningRate, warmup, total }: RateLength,
): number => {
  if (step < warmup) return step / warmup
  const after = step - warmup
  const at = { after, progress: after / Math.max(1, total - warmup), warmup, learningRate }
  // Another text was refused.
  return typeof schedule === 'string' ? named[schedule as ScheduleName](at) : factorOf(schedule, at)
}

const named: Readonly<Record<ScheduleName, (at: ScheduleFacts) => number>> = {
  linear: ({ progress }) => Math.max(0, 1 - progress),
  constant: () => 1,
  cosine: ({ progress }) => Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progress))),
}

const factorOf = (stage: Stage, at: ScheduleFacts): number => {
  const { does, name } = stage[definition]
  if (does.family !== 'schedule') throw new Error(`internal: ${name} is no schedule`)
  return does.factor(at, settingsOf(stage))
}
