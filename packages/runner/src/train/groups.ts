import { ahead } from '../tokenize/ahead.js'
import { stepGroups } from './batches.js'
import type { Progress } from './progress.js'
import type { Seen } from './seen.js'
import type { Source } from './source.js'
import type { Turn } from './turns.js'

/** The batches that make a step together, read, and how many steps their epoch has. */
export interface Group {
  readonly turns: readonly { readonly turn: Turn; readonly read: Seen }[]
  readonly stepsOfEpoch: number
}

/** What the steps from here to the end are made of, in order; the next one is read while one is computed. */
export const groupsFrom = (
  { step, epoch, place }: Pick<Progress, 'step' | 'epoch' | 'place'>,
  source: Source,
  accumulate: number,
): AsyncGenerator<Group, void, void> => {
  function* planned() {
    let left = source.total - step
    for (let at = epoch; left > 0; at++) {
      const all = stepGroups(source.batches(at), accumulate)
      const groups = all.slice(at === epoch ? place : 0).slice(0, left)
      for (const group of groups) yield { group, stepsOfEpoch: all.length }
      left -= groups.length
    }
  }
  return ahead(planned(), async ({ group, stepsOfEpoch }) => ({
    turns: await Promise.all(group.map(async turn => ({ turn, read: await source.read(turn) }))),
    stepsOfEpoch,
  }))
}
