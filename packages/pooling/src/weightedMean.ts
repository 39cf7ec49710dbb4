import { definePooling, options, tf } from '@siamese/core'
import { divisor } from './divisor.js'
import { places } from './places.js'
import { pooledMask, promptOptions } from './prompt.js'

/**
 * A mean in which later tokens weigh more: Σ mₜpₜxₜ / max(Σ mₜpₜ, 1e-9), where pₜ is a token's place, 1 for the first that is not padding. Where
 * a prompt is excluded the others keep their places. `[sentences, length, width]` to `[sentences, width]`. Muennighoff 2022, § 3.1.
 */
export const weightedMean = definePooling({
  name: 'pool.weightedMean',
  about: 'A mean of the token embeddings in which each weighs as much as its place in the text',
  options: options(promptOptions),
  apply: (input, { prompt }) => {
    const weights = tf.mul<tf.Tensor2D>(pooledMask(input, prompt), places(input.mask))
    return tf.div(tf.sum(tf.mul(input.tokens, tf.expandDims(weights, 2)), 1), divisor(input, weights))
  },
})
