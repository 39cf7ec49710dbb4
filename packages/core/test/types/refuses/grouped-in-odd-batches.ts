/** Why: Every class gives two rows to a batch. Cure: Choose an even number, 4 or more. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.batchHardTriplet({ columns: { text: 'premise' } }),
  train({ epochs: 1, sampler: 'grouped by label', batchSize: 15 }),
)
