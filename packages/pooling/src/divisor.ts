import { type TokenVectors, tf } from '@siamese/core'

/** What a sum over tokens is divided by, `[sentences, 1]`: how many there are, or the sum of their weights; at least 1e-9. */
export const divisor = ({ weightSums }: TokenVectors, mask: tf.Tensor2D): tf.Tensor2D =>
  tf.maximum(weightSums === undefined ? tf.sum(mask, 1, true) : tf.expandDims(weightSums, 1), 1e-9)
