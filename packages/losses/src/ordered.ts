import { tf } from '@siamese/core'
import { leftOut } from './masks.js'

/** ln(1 + Σ exp(aᵢ − aⱼ)) over all i, j with yᵢ < yⱼ: what similarities `a` cost that are not in the order of the scores `y`; a number. */
export const ordered = (alike: tf.Tensor, score: tf.Tensor): tf.Tensor => {
  const differences = tf.sub(tf.expandDims(alike, 1), tf.expandDims(alike, 0))
  const below = tf.less(tf.expandDims(score, 1), tf.expandDims(score, 0))
  return tf.softplus(tf.logSumExp(leftOut(differences, tf.sub(1, tf.cast(below, 'float32')))))
}
