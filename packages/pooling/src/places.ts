import { tf } from '@siamese/core'

/** The place of every token in its text, counted from 1 at the first that is not padding, `[sentences, length]`. */
export const places = (mask: tf.Tensor2D): tf.Tensor2D => {
  const counted = tf.add(tf.range(0, mask.shape[1], 1, 'int32'), tf.scalar(1, 'int32'))
  return tf.cast(tf.sub(tf.expandDims(counted, 0), tf.expandDims(tf.argMax(mask, 1), 1)), 'float32')
}
