/**
 * Why: A correlation needs a score to correlate with, and the data have none.
 * Cure: Use `evaluate.triplet`, or data with a score.
 */
import { evaluate, pipeline } from '@siamese/core'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  evaluate.similarity({ on: 'dev', columns: { sentence1: 'anchor', sentence2: 'positive' } }),
)
