/** Why: The running sum would never forget a gradient. Cure: Choose a number from 0 to below 1; 0.9 is usual. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.sgd({ momentum: 1 }) }),
)
