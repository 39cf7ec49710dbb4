/** Why: A row, one of its class and one of another are three rows. Cure: Choose a batch of 4 or more. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.batchHardTriplet({ columns: { text: 'premise' } }),
  train({ epochs: 1, batchSize: 2 }),
)
