import { tf } from '../../tensors.cjs'

/** (x − mean) / √(variance + ε) · weight + bias over the last axis of [rows, width]. Ba et al. 2016. */
export const layerNorm = (x: tf.Tensor2D, weight: tf.Tensor, bias: tf.Tensor, epsilon: number): tf.Tensor2D =>
  tf.customGrad((x, weight, bias, save) => {
    const centered = tf.sub(x as tf.Tensor, tf.mean(x as tf.Tensor, 1, true))
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centered), 1, true), epsilon))
    const normal = tf.mul(centered, scale)
    ;(save as tf.GradSaveFunc)([normal, scale, weight as tf.Tensor])
    return {
      value: tf.add(tf.mul(normal, weight as tf.Tensor), bias as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy, saved),
    }
  })(x, weight, bias) as tf.Tensor2D

/** With g = dy · weight: dx = scale · (g − mean(g) − normal · mean(g · normal)). */
const backward = (dy: tf.Tensor, [normal, scale, weight]: tf.Tensor[]): tf.Tensor[] => {
  const share = tf.mul(dy, normal!)
  const g = tf.mul(dy, weight!)
  const along = tf.mul(normal!, tf.mean(tf.mul(g, normal!), 1, true))
  const dx = tf.mul(scale!, tf.sub(tf.sub(g, tf.mean(g, 1, true)), along))
  return [dx, tf.sum(share, 0), tf.sum(dy, 0)]
}
