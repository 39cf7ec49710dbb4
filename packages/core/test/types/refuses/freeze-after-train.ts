/** Why: What stands behind train would come too late. Cure: Put freeze before train. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1 }),
  freeze({ parameters: ['embeddings'] }),
)
