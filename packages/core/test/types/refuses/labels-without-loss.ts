/**
 * Why: It asks the head of the loss for classes, and there is no loss.
 * Cure: Put a loss with a head before it, as `loss.softmax()`.
 */
import { evaluate, pipeline } from '@siamese/core'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  evaluate.labels({ on: 'dev', columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
