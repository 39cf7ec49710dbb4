/**
 * Why: Layers are counted from 0, so a model with 6 of them has none called 6.
 * Cure: Name layers up to the last one, 5.
 */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['encoder.layer.6'] }),
  train({ epochs: 1 }),
)
