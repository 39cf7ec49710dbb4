import { definePooling, options, tf } from '@siamese/core'
import { divisor } from './divisor.js'
import { pooledMask, promptOptions } from './prompt.js'

/**
 * The sum of the token vectors that are not padding over the root of their number: Σ mₜxₜ / √max(Σ mₜ, 1e-9), so that longer texts
 * have longer vectors. `[sentences, length, width]` to `[sentences, width]`. The reference's `mean_sqrt_len_tokens`; Cer et al. 2018, § 4.2.
 */
export const meanSqrtLength = definePooling({
  name: 'pool.meanSqrtLength',
  about: 'The sum of the token embeddings, divided by the square root of their number',
  options: options(promptOptions),
  apply: (input, { prompt }) => {
    const mask = pooledMask(input, prompt)
    return tf.div(tf.sum(tf.mul(input.tokens, tf.expandDims(mask, 2)), 1), tf.sqrt(divisor(input, mask)))
  },
})
