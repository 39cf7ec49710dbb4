/**
 * Why: A loss compares sentence embeddings, and here there are token ids.
 * Cure: Put `encode` and a pooling before it.
 */
import { pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, nli } from '../known.js'

export const refused = pipeline(
  nli,
  tokenize(minilm),
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
