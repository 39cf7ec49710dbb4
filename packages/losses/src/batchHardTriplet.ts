import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { held } from './held.js'
import { identity } from './masks.js'
import { similarities } from './similarity.js'

const distance = t.keyof({ euclidean: null, cosine: null }, 'euclidean or cosine')
const distances = {
  euclidean: (a: tf.Tensor2D) => tf.neg(similarities.euclidean(a, a)),
  cosine: (a: tf.Tensor2D) => tf.sub(1, similarities.cosine(a, a)),
} as const

/** The number of each row at the place of its largest one: of equal ones the first, so that a gradient goes one way. */
const largest = (of: tf.Tensor, by: tf.Tensor): tf.Tensor => {
  const place = held(by, each => tf.gather(identity(each.shape[0]!), tf.argMax(each, 1) as tf.Tensor1D))
  return tf.sum(tf.mul(of, place), 1)
}

/**
 * Of each row of a batch, the farthest of its class lies nearer than the nearest of another, by `margin`: max(max d(a, p) − min d(a, n) +
 * margin, 0), a value a row. Batches need several rows of a class: `sampler: 'grouped by label'`. A row without a positive has distance 0
 * to it. Hermans et al. 2017; Source: BatchHardTripletLoss.
 */
export const batchHardTriplet = defineLoss({
  name: 'loss.batchHardTriplet',
  about: 'The farthest of a class is nearer than the nearest of another',
  roles: ['text: text', 'label: class'],
  options: options({
    margin: [described(t.number, 'By how much nearer it is'), 5],
    distance: [described(distance, 'How far two sentences are apart'), 'euclidean'],
  }),
  smallestBatch: 3,
  compares: 'labels',
  apply: ({ text, label }, { margin, distance }) => {
    const self = identity(text.shape[0])
    const d = tf.mul(distances[distance](text), tf.sub(1, self))
    const same = tf.cast(tf.equal(tf.expandDims(label, 1), tf.expandDims(label, 0)), 'float32')
    const others = tf.mul(d, tf.sub(same, self))
    const farthest = largest(others, others)
    const none = tf.mul(tf.max(d, 1, true), same)
    const away = tf.add(d, none)
    const nearest = largest(away, tf.neg(away))
    return tf.relu(tf.add(tf.sub(farthest, nearest), margin))
  },
})
