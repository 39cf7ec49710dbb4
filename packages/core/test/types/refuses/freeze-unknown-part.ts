/**
 * Why: A path that names no parameter would freeze nothing, silently.
 * Cure: Write the name as it stands in the model's state dict: embeddings, encoder.layer.0 and so on.
 */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['embedings'] }),
  train({ epochs: 1 }),
)
