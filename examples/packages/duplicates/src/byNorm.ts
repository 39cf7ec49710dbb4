import { definePooling, norm, options } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'

/**
 * The mean of the token vectors, each weighted by its length: Σ mₜ‖xₜ‖ᵖxₜ / Σ mₜ‖xₜ‖ᵖ, so that words with long vectors count more.
 * `power` p is 1; 0 is the ordinary mean. A text without tokens gives zeros.
 * `[sentences, length, width]` to `[sentences, width]`.
 */
export const byNorm = definePooling({
  name: 'duplicates.byNorm',
  options: options({ power: [t.number, 1] }),
  apply: ({ tokens, mask }, { power }) => {
    // kept off 0, where a power below 1 has no gradient
    const weights = tf.mul(mask, tf.pow(tf.maximum(norm(tokens), 1e-6), power))
    const sum = tf.sum(tf.mul(tokens, tf.expandDims(weights, 2)), 1)
    return tf.div(sum, tf.maximum(tf.sum(weights, 1, true), 1e-9))
  },
})
