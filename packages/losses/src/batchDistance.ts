import { tf } from '@siamese/core'
import * as t from 'io-ts'
import { identity } from './masks.js'
import { similarities } from './similarity.js'

export const batchDistance = t.keyof({ euclidean: null, cosine: null }, 'euclidean or cosine')

/** How far every row is from every other, `[rows, rows]`, and 0 from itself: Euclidean ‖a − b‖, cosine 1 − cos. */
export const batchDistances: Readonly<Record<t.TypeOf<typeof batchDistance>, (rows: tf.Tensor2D) => tf.Tensor2D>> = {
  euclidean: rows => tf.neg(similarities.euclidean(rows, rows)),
  cosine: rows => tf.mul(tf.sub(1, similarities.cosine(rows, rows)), tf.sub(1, identity(rows.shape[0]))),
}

/** Pairs of rows: of one class, a row with itself left out, and of two classes, `[rows, rows]` of 0 and 1. */
export const pairsOfClasses = (label: tf.Tensor1D): { readonly same: tf.Tensor2D; readonly other: tf.Tensor2D } => {
  const equal = tf.cast(tf.equal(tf.expandDims(label, 1), tf.expandDims(label, 0)), 'float32') as tf.Tensor2D
  return { same: tf.sub(equal, identity(label.shape[0])), other: tf.sub(1, equal) }
}
