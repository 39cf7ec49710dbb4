/** Why: Several freeze add up, so a path need not be named again. Cure: Leave it out of one of them. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['embeddings'] }),
  freeze({ parameters: ['embeddings', 'encoder.layer.0'] }),
  train({ epochs: 1 }),
)
