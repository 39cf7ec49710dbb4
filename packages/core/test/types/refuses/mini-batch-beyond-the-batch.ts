/** Why: A batch that is embedded at once has no parts. Cure: Choose at most `batchSize`, or leave it out. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, batchSize: 64, miniBatchSize: 128 }),
)
