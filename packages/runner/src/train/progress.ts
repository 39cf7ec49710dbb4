import { ownOf } from '@siamese/core'
import { type Best, better } from './best.js'

/** How far a training is: with the stepper's state, all that the rest of it depends on. */
export interface Progress {
  /** Steps that are done. */
  readonly step: number
  /** The epoch of the next step, from 0, and how many steps of it are done. */
  readonly epoch: number
  readonly place: number
  /** Whether what is to be evaluated after this step has been. */
  readonly judged: boolean
  readonly best: Best | undefined
  /** Evaluations since the best one. */
  readonly waited: number
  /** By split, texts of the first epoch that were longer than the limit and were cut. */
  readonly truncated: Readonly<Record<string, number>>
}

export const beginning: Progress = {
  step: 0,
  epoch: 0,
  place: 0,
  judged: true,
  best: undefined,
  waited: 0,
  truncated: {},
}

/** One step further in an epoch of so many steps. */
export const stepped = (progress: Progress, stepsOfEpoch: number, truncated: Progress['truncated']): Progress => {
  const { step, epoch, place } = progress
  const next = place + 1 === stepsOfEpoch ? { epoch: epoch + 1, place: 0 } : { epoch, place: place + 1 }
  return {
    ...progress,
    ...next,
    step: step + 1,
    truncated: epoch === 0 ? sum(progress.truncated, truncated) : progress.truncated,
  }
}

/** With the value that the model was just found to have, where one chooses. */
export const judged = (progress: Progress, found: Best | undefined): Progress => {
  const improved = found !== undefined && better(found, progress.best)
  return {
    ...progress,
    judged: true,
    best: improved ? found : progress.best,
    waited: improved ? 0 : progress.waited + 1,
  }
}

const sum = (one: Progress['truncated'], other: Progress['truncated']): Progress['truncated'] => {
  const all = { ...one }
  for (const [name, count] of Object.entries(other)) all[name] = (ownOf(all, name) ?? 0) + count
  return all
}
