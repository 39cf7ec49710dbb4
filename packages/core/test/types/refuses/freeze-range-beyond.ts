/**
 * Why: A range of layers may not reach past the last one of the model.
 * Cure: End the range at the last layer, encoder.layer.0-5.
 */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['embeddings', 'encoder.layer.0-11'] }),
  train({ epochs: 1 }),
)
