/** Why: It keeps a division by 0 away where a gradient is 0. Cure: Leave it out, or choose a small number above 0. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.adam({ epsilon: 0 }) }),
)
