import { tf } from '@siamese/core'

/** 1 at the index and 0 elsewhere, `[…]` to `[…, depth]`. tf.oneHot asks for a depth of two; a text may have one token. */
export const oneHot = (indices: tf.Tensor, depth: number): tf.Tensor =>
  tf.cast(tf.equal(tf.expandDims(indices, -1), tf.range(0, depth, 1, 'int32')), 'float32')
