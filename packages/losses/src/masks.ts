import { tf } from '@siamese/core'

/** 1 where a row meets itself, `[rows, rows]`. */
export const identity = (rows: number): tf.Tensor2D => tf.diag(tf.ones([rows])) as tf.Tensor2D

/** Scores without those that `mask` marks: so low that they have no part in a sum of exponentials. */
export const leftOut = (scores: tf.Tensor, mask: tf.Tensor): tf.Tensor2D =>
  tf.where(tf.greater(mask, 0), tf.fill([1, 1], -1e30), scores) as tf.Tensor2D
