import * as tf from '@tensorflow/tfjs-core'

/** x · Φ(x) = ½ · x · (1 + erf(x / √2)), not its tanh approximation. Its derivative is Φ(x) + x · φ(x). Hendrycks & Gimpel 2016. */
export const gelu = <T extends tf.Tensor>(x: T): T => exact(x) as T

const exact = tf.customGrad((x, save) => {
  const input = x as tf.Tensor
  ;(save as tf.GradSaveFunc)([input])
  return {
    value: tf.mul(input, below(input)),
    gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => {
      const density = tf.mul(tf.exp(tf.mul(tf.square(saved!), -0.5)), 1 / Math.sqrt(2 * Math.PI))
      return tf.mul(dy, tf.add(below(saved!), tf.mul(saved!, density)))
    },
  }
})

/** Φ(x), the share of a standard normal distribution below x. */
const below = (x: tf.Tensor): tf.Tensor => tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5)
