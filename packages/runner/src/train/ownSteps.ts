import type { Batch } from '../compute/batch.js'

/** Steps in which each task had a batch: AdamW counts those of a task's own parameters by them, as torch.optim does. */
export interface OwnSteps {
  /** Counts the step that these batches make. */
  readonly count: (batches: readonly Pick<Batch, 'task'>[]) => void
  readonly of: (task: string | undefined) => number
  /** Of all that have a name. */
  readonly all: () => Readonly<Record<string, number>>
  readonly set: (steps: Readonly<Record<string, number>>) => void
}
export const ownSteps = (): OwnSteps => {
  const steps = new Map<string | undefined, number>()
  const of = (task: string | undefined) => steps.get(task) ?? 0
  return {
    count: batches => {
      for (const task of new Set(batches.map(({ task }) => task))) steps.set(task, of(task) + 1)
    },
    of,
    all: () => Object.fromEntries([...steps].flatMap(([task, count]) => (task === undefined ? [] : [[task, count]]))),
    set: counts => {
      steps.clear()
      for (const [task, count] of Object.entries(counts)) steps.set(task, count)
    },
  }
}
