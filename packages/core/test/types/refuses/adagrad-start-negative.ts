/** Why: Squares are added to it, and a root is taken of it. Cure: Choose 0 or more; 0 is usual. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.adagrad({ start: -0.1 }) }),
)
