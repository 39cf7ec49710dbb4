/** Why: Whether the loss has weights of its own is known behind it. Cure: Put freeze between the loss and train. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  freeze({ parameters: ['embeddings'] }),
  loss.cosineSimilarity(),
  train({ epochs: 1 }),
)
