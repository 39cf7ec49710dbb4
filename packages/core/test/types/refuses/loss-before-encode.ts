import { pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, nli } from '../known.js'

export const refused = pipeline(
  nli,
  tokenize(minilm),
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
