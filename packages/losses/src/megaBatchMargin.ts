import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { largest } from './largest.js'
import { identity, leftOut } from './masks.js'
import { similarities } from './similarity.js'

/**
 * The positive is near, and the nearest positive of another row is not: max(m₊ − cos(a, p), 0) + max(max cos(a, pⱼ) − m₋, 0) over the other
 * rows j, a value a row. Large batches find hard negatives. Wieting & Gimpel 2018; Source: MegaBatchMarginLoss.
 */
export const megaBatchMargin = defineLoss({
  name: 'loss.megaBatchMargin',
  about: 'The positive is near, and the nearest positive of another row is not',
  roles: ['anchor: text', 'positive: text'],
  options: options({
    positiveMargin: [described(t.number, 'The cosine from which a positive is near enough'), 0.8],
    negativeMargin: [described(t.number, "The cosine below which another row's positive is far enough"), 0.3],
  }),
  smallestBatch: 2,
  compares: 'texts',
  apply: ({ anchor, positive }, { positiveMargin, negativeMargin }) => {
    const alike = similarities.cosine(anchor, positive)
    const self = identity(anchor.shape[0])
    const others = leftOut(alike, self)
    const own = tf.relu(tf.sub(positiveMargin, tf.sum(tf.mul(alike, self), 1)))
    return tf.add(own, tf.relu(tf.sub(largest(others, others), negativeMargin)))
  },
})
