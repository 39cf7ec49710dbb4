/** Why: What is frozen is not moved at any rate. Cure: Freeze less, or leave the rate out. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['embeddings', 'encoder.layer.0-2'] }),
  train({ epochs: 1, rates: [['encoder.layer.2.output', 1e-4]] }),
)
