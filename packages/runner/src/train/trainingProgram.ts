import type { Encoder } from '@siamese/core'
import { programOf } from '../compute/compiled.js'
import type { Parameters } from '../compute/parameters.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Program, RowsInUse, Training } from '../graph/program.js'
import type { PlannedLoss } from '../plan.js'
import { decays } from './decays.js'

/** What decides which entry points a training has. */
export interface CompiledAs {
  readonly accumulate: number
  readonly miniBatchSize?: number | undefined
}

/** Whether gradients are summed before they are applied. */
export const accumulates = ({ accumulate, miniBatchSize }: CompiledAs): boolean =>
  accumulate > 1 || miniBatchSize !== undefined

/** The program of a training, as it is compiled wherever it is. */
export const trainingProgram = (
  sentenceEncoder: SentenceEncoder,
  losses: readonly PlannedLoss[],
  rule: Omit<Training, 'accumulates' | 'cached' | 'decays'> & CompiledAs,
  start: Parameters,
  tokensInUse: Int32Array | undefined,
): Program => {
  const inUse = rowsInUse(sentenceEncoder.encoder, rule, tokensInUse)
  return programOf(sentenceEncoder, losses, start, {
    ...rule,
    accumulates: accumulates(rule),
    ...(rule.miniBatchSize === undefined ? {} : { cached: sentenceEncoder.width }),
    decays,
    ...(inUse === undefined ? {} : { inUse }),
  })
}

/**
 * Rows held apart are worth it where they are fewer and are moved; decay would move the others, too. Without it no optimizer does: their
 * gradients are always zero, and so is all that is made of them.
 */
const rowsInUse = (
  { tables, facts }: Encoder,
  { weightDecay, shareOf = () => 1 }: Pick<Training, 'weightDecay' | 'shareOf'>,
  ids: Int32Array | undefined,
): RowsInUse | undefined => {
  const decayed = weightDecay > 0 && tables.some(decays)
  const frozen = tables.some(table => shareOf(table) === 0)
  return ids === undefined || tables.length === 0 || decayed || frozen || ids.length > facts.vocabulary / 2
    ? undefined
    : { tables, ids }
}
