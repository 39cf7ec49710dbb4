/**
 * Why: One of its losses takes its negatives from the other rows of a batch.
 * Cure: Choose as large a batch as memory allows.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.sum({ losses: [loss.triplet(), loss.multipleNegativesRanking()] }),
  train({ epochs: 1, batchSize: 1 }),
)
