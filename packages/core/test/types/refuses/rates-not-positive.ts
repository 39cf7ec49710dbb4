/**
 * Why: A rate of 0 would compute gradients and use none of them.
 * Cure: Choose a number above 0, or freeze the parameters.
 */
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
      ['encoder.layer.5', 1e-4],
      ['head', 0],
    ],
  }),
)
