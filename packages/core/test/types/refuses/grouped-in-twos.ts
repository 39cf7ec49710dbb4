/** Why: A batch needs two classes, with two rows each. Cure: Choose an even number, 4 or more. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  train({ epochs: 1, sampler: 'grouped by label', batchSize: 2 }),
)
