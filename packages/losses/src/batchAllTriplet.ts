import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { batchDistance, batchDistances, pairsOfClasses } from './batchDistance.js'
import { held } from './held.js'

/** Below this a triplet is far enough already; it is not counted. */
const smallest = 1e-16

/**
 * Every triplet of a batch: Σ max(d(a, p) − d(a, n) + margin, 0) over all a, p of one class and n of another, divided by how many of them
 * are not 0 yet; one value for the batch. Batches need several rows of a class: `sampler: 'grouped by label'`. Hermans et al. 2017;
 * Source: BatchAllTripletLoss.
 */
export const batchAllTriplet = defineLoss({
  name: 'loss.batchAllTriplet',
  about: 'In every triplet of a batch, one of the class is nearer than one of another',
  roles: ['text: text', 'label: class'],
  options: options({
    margin: [described(t.number, 'By how much nearer it is'), 5],
    distance: [described(batchDistance, 'How far two sentences are apart'), 'euclidean'],
  }),
  smallestBatch: 3,
  compares: 'labels',
  apply: ({ text, label }, { margin, distance }) => {
    const distances = batchDistances[distance](text)
    const { same, other } = pairsOfClasses(label)
    const triplets = tf.mul(tf.expandDims(same, 2), tf.expandDims(other, 1))
    const farther = tf.add(tf.sub(tf.expandDims(distances, 2), tf.expandDims(distances, 1)), margin)
    const costs = tf.mul(tf.relu(farther), triplets)
    const counted = tf.sum(held(costs, each => tf.cast(tf.greater(each, smallest), 'float32')))
    return tf.div(tf.sum(costs), tf.add(counted, smallest))
  },
})
