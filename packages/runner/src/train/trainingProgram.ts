import type { Encoder } from '@siamese/core'
import { programOf } from '../compute/compiled.js'
import type { Parameters } from '../compute/parameters.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Program, RowsInUse, Training } from '../graph/program.js'
import type { PlannedLoss } from '../plan.js'
import { decays } from './decays.js'

/** The program of a training, as it is compiled wherever it is. */
export const trainingProgram = (
  sentenceEncoder: SentenceEncoder,
  losses: readonly PlannedLoss[],
  rule: Omit<Training, 'accumulates' | 'decays'> & { readonly accumulate: number },
  start: Parameters,
  tokensInUse: Int32Array | undefined,
): Program => {
  const inUse = rowsInUse(sentenceEncoder.encoder, rule, tokensInUse)
  return programOf(sentenceEncoder, losses, start, {
    ...rule,
    accumulates: rule.accumulate > 1,
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
