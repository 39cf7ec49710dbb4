/**
 * Why: Layers are counted from 0, so a model with 6 of them has none called 6.
 * Cure: Name layers up to the last one, 5.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, rates: [['encoder.layer.6', 1e-4]] }),
)
