import { type Problem, problem } from '@siamese/core'
import type { Source } from './source.js'
import type { Turn } from './turns.js'

/** What is said of a step whose numbers are none, with the rows that it saw. */
export const diverged = (
  { step, loss, norm }: { readonly step: number; readonly loss: number; readonly norm: number },
  source: Source,
  turns: readonly Turn[],
): Problem =>
  problem(
    `the loss is ${loss} and the gradient's norm ${norm} at step ${step}, ${rowsOf(source, turns)}: lower learningRate, raise warmup, or look at these rows`,
  )

/** `rows 3, 4 of the training split`; of several data sets the rows of each, with its name. */
const rowsOf = (source: Source, turns: readonly Turn[]): string => {
  const bySet = new Map<string, readonly number[]>()
  for (const turn of turns) {
    const split = source.sets.length === 1 ? 'the training split' : source.setOf(turn).split
    bySet.set(split, [...(bySet.get(split) ?? []), ...turn.rows])
  }
  return `rows ${[...bySet].map(([split, rows]) => `${rows.map(row => row + 1).join(', ')} of ${split}`).join(' and ')}`
}
