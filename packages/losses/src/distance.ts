import { absolute, norm, tf, unit } from '@siamese/core'

/** Distances between rows, `[rows, width]` twice to `[rows]`. Equal rows are at distance 0, with gradient 0. */
export type Distance = 'euclidean' | 'manhattan' | 'cosine'

/** ‖a − b‖ */
const euclidean = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor => norm(tf.sub(a, b))

/** Σ |a − b| */
const manhattan = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor => tf.sum(absolute(tf.sub(a, b)), -1)

/** a·b / (max(‖a‖, smallest) max(‖b‖, smallest)) */
export const cosine = (a: tf.Tensor2D, b: tf.Tensor2D, smallest: number): tf.Tensor =>
  tf.sum(tf.mul(unit(a, smallest), unit(b, smallest)), -1)

export const distances: Readonly<Record<Distance, (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor>> = {
  euclidean,
  manhattan,
  cosine: (a, b) => tf.sub(1, cosine(a, b, 1e-12)),
}
