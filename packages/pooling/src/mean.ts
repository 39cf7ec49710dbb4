import { definePooling, options, tf } from '@siamese/core'
import { divisor } from './divisor.js'
import { pooledMask, promptOptions } from './prompt.js'

/**
 * The mean of the token vectors that are not padding: Σ mₜxₜ / max(Σ mₜ, 1e-9). [CLS] and [SEP] count; a text without tokens gives zeros.
 * Behind `pool.wordWeights` the sum of the weights stands in place of Σ mₜ. `[sentences, length, width]` to `[sentences, width]`.
 * Reimers & Gurevych 2019, § 3.
 */
export const mean = definePooling({
  name: 'pool.mean',
  about: 'The mean of the token embeddings that are not padding',
  options: options(promptOptions),
  apply: (input, { prompt }) => {
    const mask = pooledMask(input, prompt)
    return tf.div(tf.sum(tf.mul(input.tokens, tf.expandDims(mask, 2)), 1), divisor(input, mask))
  },
})
