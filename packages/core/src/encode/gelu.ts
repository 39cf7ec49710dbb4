import { tf } from '../../tensors.cjs'

/** x · Φ(x) = ½ · x · (1 + erf(x / √2)), not its tanh approximation. Its derivative is Φ(x) + x · φ(x). Hendrycks & Gimpel 2016. */
export const gelu = <T extends tf.Tensor>(x: T): T => tf.customGrad(exact)(x) as T

/** In just this order of operations TensorFlow computes it together with the product and the bias before it. */
const exact = (x: tf.Tensor | tf.GradSaveFunc, save: tf.Tensor | tf.GradSaveFunc) => {
  const scaled = tf.mul(x as tf.Tensor, Math.SQRT1_2)
  const below = tf.mul(tf.add(tf.erf(scaled), 1), 0.5)
  ;(save as tf.GradSaveFunc)([scaled, below])
  return {
    value: tf.mul(below, x as tf.Tensor),
    gradFunc: (dy: tf.Tensor, [scaled, below]: tf.Tensor[]) => tf.mul(dy, tf.add(below!, slope(scaled!))),
  }
}

/** x · φ(x) = z / (√π · exp(z²)) with z = x / √2. Where the power overflows, it is 0. */
const slope = (z: tf.Tensor): tf.Tensor => tf.mul(tf.div(z, tf.exp(tf.square(z))), 1 / Math.sqrt(Math.PI))
