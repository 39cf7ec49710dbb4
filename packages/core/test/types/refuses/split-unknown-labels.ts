/** Why: The data have no split of this name. Cure: Write one that they have, or make it with `split`. */
import { evaluate, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  evaluate.labels({ on: 'test', columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
