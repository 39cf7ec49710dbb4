import { tf } from '@siamese/core'
import { held } from './held.js'
import { identity } from './masks.js'

/** The number of each row at the place of its largest one by `by`: of equal ones the first, so that a gradient goes one way. */
export const largest = (of: tf.Tensor, by: tf.Tensor): tf.Tensor => {
  const place = held(by, each => tf.gather(identity(each.shape[1]!), tf.argMax(each, 1) as tf.Tensor1D))
  return tf.sum(tf.mul(of, place), 1)
}
