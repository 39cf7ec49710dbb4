import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { batchDistance, batchDistances, pairsOfClasses } from './batchDistance.js'
import { held } from './held.js'
import { largest } from './largest.js'
import { identity } from './masks.js'

/** Of each anchor and positive, the nearest of another class that is farther than the positive, `[rows, rows]`, and where there is one. */
const fartherThan = (distances: tf.Tensor2D, other: tf.Tensor2D) => {
  const negatives = tf.expandDims(distances, 1)
  const farther = held(distances, each =>
    tf.cast(tf.greater(tf.expandDims(each, 1), tf.expandDims(each, 2)), 'float32'),
  )
  const outside = tf.mul(farther, tf.expandDims(other, 1))
  const near = held(tf.add(tf.neg(tf.mul(negatives, outside)), tf.mul(tf.sub(outside, 1), 1e30)))
  const place = held(near, each => tf.gather(identity(each.shape[2]!), tf.argMax(each, 2)))
  return { nearest: tf.sum(tf.mul(negatives, place), 2), found: tf.max(outside, 2) }
}

/** Of each row, the farthest of another class, `[rows, 1]`; the nearest row of all where there is none, as the reference has it. */
const farthestOf = (distances: tf.Tensor2D, other: tf.Tensor2D) => {
  const least = tf.expandDims(largest(distances, tf.neg(distances)), 1)
  const above = tf.mul(tf.sub(distances, least), other)
  return tf.add(tf.expandDims(largest(above, above), 1), least)
}

/**
 * Of every two rows of a class, the nearest of another class that lies beyond them lies beyond them by `margin`; where none does, the
 * farthest of another class: Σ max(d(a, p) − d(a, n) + margin, 0) divided by the pairs, one value for the batch. Batches need several rows
 * of a class: `sampler: 'grouped by label'`. Schroff et al. 2015; Source: BatchSemiHardTripletLoss.
 */
export const batchSemiHardTriplet = defineLoss({
  name: 'loss.batchSemiHardTriplet',
  about: 'The nearest of another class that lies beyond two of a class does so by a margin',
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
    const { nearest, found } = fartherThan(distances, other)
    const semiHard = tf.add(tf.mul(nearest, found), tf.mul(farthestOf(distances, other), tf.sub(1, found)))
    const costs = tf.relu(tf.mul(tf.add(tf.sub(distances, semiHard), margin), same))
    return tf.div(tf.sum(costs), tf.maximum(tf.sum(same), 1e-16))
  },
})
