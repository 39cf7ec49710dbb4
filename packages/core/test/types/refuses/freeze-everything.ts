/** Why: With all parameters frozen nothing would be learned. Cure: Leave out what is to be trained. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['embeddings', 'encoder'] }),
  train({ epochs: 1 }),
)
