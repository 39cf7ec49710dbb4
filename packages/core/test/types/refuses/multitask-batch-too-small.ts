/** Why: The smallest batch of several losses is the largest that one of them needs. Cure: Raise batchSize. */
import { defineLoss, multitask, pipeline, tasks, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as tf from '@tensorflow/tfjs-core'
import { stsb, triplets } from '../known.js'
import { sbert } from '../sbert.js'

const ranking = defineLoss({
  name: 'loss.ranking',
  roles: ['anchor: text', 'positive: text'],
  smallestBatch: 2,
  apply: ({ anchor, positive }) => tf.mean(tf.logSoftmax(tf.matMul(anchor, positive, false, true))),
})

export const refused = pipeline(
  tasks(triplets, stsb),
  sbert,
  multitask({ triplets: ranking(), stsb: loss.cosineSimilarity() }),
  train({ epochs: 1, batchSize: 1 }),
)
