import { absolute, norm, tf } from '@siamese/core'
import * as t from 'io-ts'
import { cosine, type Distance } from './distance.js'

export const pairDistance = t.keyof(
  { cosine: null, euclidean: null, manhattan: null },
  'cosine, euclidean or manhattan',
)

/**
 * Every difference is 1e-6 longer, as the reference has it, so that equal texts have a direction. The maximum changes no number: without it
 * TensorFlow computes a + (1e-6 − b), which loses the 1e-6.
 */
const apart = (a: tf.Tensor2D, b: tf.Tensor2D) => tf.add(tf.maximum(tf.sub(a, b), -3e38), 1e-6)

/** How far the texts of labelled pairs are apart, `[rows]`: cosine 1 − cos, Euclidean ‖a − b‖, Manhattan Σ|a − b|. */
export const pairDistances: Readonly<Record<Distance, (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor>> = {
  cosine: (a, b) => tf.sub(1, cosine(a, b, 1e-8)),
  euclidean: (a, b) => norm(apart(a, b)),
  manhattan: (a, b) => tf.sum(absolute(apart(a, b)), -1),
}
