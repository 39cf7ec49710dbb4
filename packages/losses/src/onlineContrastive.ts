import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { held } from './held.js'
import { pairDistance, pairDistances } from './pairDistance.js'

/** The largest number that is marked; where none is, the mean of the others. */
const largestOf = (numbers: tf.Tensor, marked: tf.Tensor, others: tf.Tensor): tf.Tensor => {
  const largest = tf.max(tf.add(tf.mul(numbers, marked), tf.mul(tf.sub(marked, 1), 1e30)))
  const mean = tf.divNoNan(tf.sum(tf.mul(numbers, others)), tf.sum(others))
  return tf.where(tf.greater(tf.sum(marked), 0), largest, mean)
}
const marks = (condition: tf.Tensor) => tf.cast(condition, 'float32')

/**
 * Only the hard pairs of a batch count: those labelled 1 that are farther apart than the nearest labelled 0, Σ d², and those labelled 0
 * that are nearer than the farthest labelled 1, Σ max(m − d, 0)²; one value for the batch. Where a label is missing, the mean distance
 * of the other stands for it. Distances: cosine 1 − cos, Euclidean ‖a − b‖, Manhattan Σ|a − b|. Source: OnlineContrastiveLoss.
 */
export const onlineContrastive = defineLoss({
  name: 'loss.onlineContrastive',
  about: 'The hard pairs of a batch: those labelled 1 come together, those labelled 0 come apart',
  roles: ['sentence1: text', 'sentence2: text', 'label: binary'],
  options: options({
    margin: [described(t.number, 'The distance from which pairs labelled 0 are far enough apart'), 0.5],
    distance: [described(pairDistance, 'How far two sentences are apart'), 'cosine'],
  }),
  smallestBatch: 2,
  apply: ({ sentence1, sentence2, label }, { margin, distance }) => {
    const d = pairDistances[distance](sentence1, sentence2)
    const [alike, apart] = [marks(tf.equal(label, 1)), marks(tf.equal(label, 0))]
    const far = held(d, each => marks(tf.greater(each, tf.neg(largestOf(tf.neg(each), apart, alike)))))
    const near = held(d, each => marks(tf.less(each, largestOf(each, alike, apart))))
    const [hardAlike, hardApart] = [tf.mul(alike, far), tf.mul(apart, near)]
    const together = tf.mul(hardAlike, tf.square(d))
    const away = tf.mul(hardApart, tf.square(tf.relu(tf.sub(margin, d))))
    return tf.sum(tf.add(together, away))
  },
})
