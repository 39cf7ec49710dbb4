import { ownOf } from '@siamese/core'
import type { Batch } from '../compute/batch.js'
import type { StepOutput } from './stepper.js'

/** What the loss of a step is the sum of, by name; `undefined` where no loss of its batches tells parts. */
export type StepParts = Readonly<Record<string, number>>

/**
 * Parts over the batches of a step: a mean, as its loss is one, so that they add up to it. Where there are several data sets their parts
 * go by the data set's name, `nli.dim_64`; beside them a loss without parts is one, `stsb`.
 */
export const stepParts = (
  batches: readonly Pick<Batch, 'task'>[],
  { losses, parts }: Pick<StepOutput, 'losses' | 'parts'>,
): StepParts | undefined => {
  if (parts.every(each => Object.keys(each).length === 0)) return undefined
  const sums: Record<string, number> = {}
  for (const [i, told] of parts.entries()) {
    const task = batches[i]!.task
    const here = Object.entries(told)
    for (const [part, value] of here.length > 0 ? here : [[undefined, losses[i]!] as const]) {
      const name = [task, part].filter(each => each !== undefined).join('.')
      sums[name] = (ownOf(sums, name) ?? 0) + value / losses.length
    }
  }
  return sums
}
