/** Why: A path with two rates leaves open which one counts. Cure: Leave one of them out. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  train({
    epochs: 1,
    rates: [
      ['head', 1e-3],
      ['embeddings', 1e-5],
      ['head', 1e-4],
    ],
  }),
)
