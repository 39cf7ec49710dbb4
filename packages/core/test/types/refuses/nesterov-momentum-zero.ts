/** Why: It looks ahead along the running sum, and without momentum there is none. Cure: Write `momentum: 0.9`. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.nesterov({ momentum: 0 }) }),
)
