import * as tf from '@tensorflow/tfjs-core'

export interface Heads {
  readonly query: tf.Tensor2D
  readonly key: tf.Tensor2D
  readonly value: tf.Tensor2D
}

/** Sizes of the batch whose tokens are the rows [batch · length, hidden]. */
export interface Extent {
  readonly batch: number
  readonly length: number
}

/** softmax(Q Kᵀ / √d + bias) V for each head; rows in, rows out. Vaswani et al. 2017, § 3.2. */
export const attention = (
  { query, key, value }: Heads,
  { batch, length }: Extent,
  heads: number,
  bias: tf.Tensor,
  dropout: <T extends tf.Tensor>(x: T) => T,
): tf.Tensor2D => {
  const width = query.shape[1] / heads
  const split = (x: tf.Tensor2D) => tf.transpose(tf.reshape(x, [batch, length, heads, width]), [0, 2, 1, 3])
  const scaled = tf.mul(split(query), 1 / Math.sqrt(width))
  const scores = tf.add(tf.matMul(scaled, split(key), false, true), bias)
  const mixed = tf.matMul(dropout(tf.softmax(scores)), split(value))
  return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch * length, heads * width])
}

/**
 * What attention adds to its scores: 0 for tokens, −10⁹ for padding, which softmax turns into exactly 0.
 * Finite, so that a row without any token has even weights and not NaN. [batch, length] → [batch, 1, 1, length].
 */
export const paddingBias = (mask: tf.Tensor2D): tf.Tensor =>
  tf.reshape(tf.mul(tf.sub(mask, 1), 1e9), [mask.shape[0], 1, 1, mask.shape[1]])
