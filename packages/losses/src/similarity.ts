import { absolute, norm, tf, unit } from '@siamese/core'
import * as t from 'io-ts'

/** How alike two vectors are; distances are negated, so that more is nearer. */
export type Similarity = 'cosine' | 'dot' | 'euclidean' | 'manhattan'
export const similarity = t.keyof(
  { cosine: null, dot: null, euclidean: null, manhattan: null },
  'cosine, dot, euclidean or manhattan',
)

const smallest = 1e-12
const between = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor => tf.sub(tf.expandDims(a, 1), tf.expandDims(b, 0))
const products = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => tf.matMul(a, b, false, true)

/** Of every row of `a` with every row of `b`, `[rows of a, rows of b]`. */
export const similarities: Readonly<Record<Similarity, (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor2D>> = {
  cosine: (a, b) => products(unit(a, smallest), unit(b, smallest)),
  dot: products,
  euclidean: (a, b) => tf.neg(norm(between(a, b))) as tf.Tensor2D,
  manhattan: (a, b) => tf.neg(tf.sum(absolute(between(a, b)), -1)) as tf.Tensor2D,
}

/** Of every row of `a` with the same row of `b`, `[rows]`. */
export const pairwise: Readonly<Record<Similarity, (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor1D>> = {
  cosine: (a, b) => tf.sum(tf.mul(unit(a, smallest), unit(b, smallest)), -1),
  dot: (a, b) => tf.sum(tf.mul(a, b), -1),
  euclidean: (a, b) => tf.neg(norm(tf.sub(a, b))) as tf.Tensor1D,
  manhattan: (a, b) => tf.neg(tf.sum(absolute(tf.sub(a, b)), -1)) as tf.Tensor1D,
}
