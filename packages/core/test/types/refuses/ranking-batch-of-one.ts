/**
 * Why: The other rows of a batch are its negatives, so a batch of one teaches nothing.
 * Cure: Choose as large a batch as memory allows.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.multipleNegativesRanking(), train({ epochs: 1, batchSize: 1 }))
