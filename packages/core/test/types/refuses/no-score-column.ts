/**
 * Why: The cosine is trained towards a score, and the data have classes instead.
 * Cure: Use `loss.softmax`, or data with a score.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.cosineSimilarity({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
