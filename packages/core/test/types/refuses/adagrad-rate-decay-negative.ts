/** Why: The rate would rise without end. Cure: Choose 0 or more; leave the rate to its schedule with 0. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.adagrad({ rateDecay: -0.5 }) }),
)
