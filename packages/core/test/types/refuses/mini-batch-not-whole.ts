/** Why: There is no part of a row. Cure: Choose a whole number. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, batchSize: 64, miniBatchSize: 12.5 }),
)
