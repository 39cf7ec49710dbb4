/**
 * Why: A path that names no parameter would change no rate, silently.
 * Cure: Write the name as it stands in the model's state dict, or head.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  train({ epochs: 1, rates: [['classifier', 1e-3]] }),
)
