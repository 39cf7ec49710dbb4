/**
 * Why: The other rows of a batch are its negatives, so a batch of one teaches nothing.
 * Cure: Choose as large a batch as memory allows.
 */
import { defineLoss, pipeline, train } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

const ranking = defineLoss({
  name: 'loss.ranking',
  roles: ['anchor: text', 'positive: text'],
  smallestBatch: 2,
  apply: ({ anchor, positive }) => tf.mean(tf.logSoftmax(tf.matMul(anchor, positive, false, true))),
})

export const refused = pipeline(triplets, sbert, ranking(), train({ epochs: 1, batchSize: 1 }))
