import { definePooling, options, tf } from '@siamese/core'
import { oneHot } from './oneHot.js'
import { pooledMask, promptOptions } from './prompt.js'

/**
 * In every dimension the largest value over the tokens that are not padding; −∞ for a text without tokens.
 * The gradient goes to the first of several equal maxima. `[sentences, length, width]` to `[sentences, width]`. Reimers & Gurevych 2019, § 3.
 */
export const max = definePooling({
  name: 'pool.max',
  about: 'In every dimension the largest value over the tokens that are not padding',
  options: options(promptOptions),
  apply: (input, { prompt }) => {
    const { tokens } = input
    const [sentences, length, width] = tokens.shape
    const padding = tf.expandDims(tf.equal(pooledMask(input, prompt), 0), 2)
    const seen = tf.where(
      tf.broadcastTo(padding, [sentences, length, width]),
      tf.fill(tokens.shape, Number.NEGATIVE_INFINITY),
      tokens,
    )
    return firstMaximum(seen as tf.Tensor3D)
  },
})

const firstMaximum = (tokens: tf.Tensor3D): tf.Tensor2D => {
  const op = tf.customGrad((value, save) => {
    const x = value as tf.Tensor3D
    ;(save as tf.GradSaveFunc)([x])
    return {
      value: tf.max(x, 1),
      gradFunc: (dy, saved) => {
        const [at] = saved as [tf.Tensor3D]
        const chosen = oneHot(tf.argMax(at, 1), at.shape[1]) // [sentences, width, length]
        return tf.mul(tf.transpose(chosen, [0, 2, 1]), tf.expandDims(dy as tf.Tensor, 1))
      },
    }
  })
  return op(tokens) as tf.Tensor2D
}
