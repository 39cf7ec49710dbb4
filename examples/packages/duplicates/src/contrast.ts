import { defineLoss, options, unit } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'

/**
 * Texts that say the same lie together, others at least `margin` apart: ½ (y d² + (1 − y) max(margin − d, 0)²) of d = 1 − cos(u, v),
 * a value a row. `margin` is 0.5. `sentence1` and `sentence2` `[rows, width]`, `same` y `[rows]`.
 * Hadsell, Chopra & LeCun 2006, Dimensionality Reduction by Learning an Invariant Mapping.
 */
export const contrast = defineLoss({
  name: 'duplicates.contrast',
  roles: ['sentence1: text', 'sentence2: text', 'same: binary'],
  options: options({ margin: [t.number, 0.5] }),
  apply: ({ sentence1: u, sentence2: v, same: y }, { margin }) => {
    const d = tf.sub(1, tf.sum(tf.mul(unit(u, 1e-8), unit(v, 1e-8)), 1))
    const apart = tf.square(tf.relu(tf.sub(margin, d)))
    return tf.mul(0.5, tf.add(tf.mul(y, tf.square(d)), tf.mul(tf.sub(1, y), apart)))
  },
})
