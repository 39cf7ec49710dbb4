import { tf } from '@siamese/core'
import { pairsOfClasses } from './batchDistance.js'
import { largest } from './largest.js'

/**
 * Of each row, how far the farthest of its class is and how near the nearest of another, `[rows]` each. Without one of its class it is at
 * distance 0; without one of another, the nearest is twice the farthest of all, as the reference has it.
 */
export const hardest = (distances: tf.Tensor2D, label: tf.Tensor1D) => {
  const { same, other } = pairsOfClasses(label)
  const ofClass = tf.mul(distances, same)
  const away = tf.add(distances, tf.mul(tf.max(distances, 1, true), tf.sub(1, other)))
  return { farthest: largest(ofClass, ofClass), nearest: largest(away, tf.neg(away)) }
}
