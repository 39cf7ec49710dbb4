import { definePooling, tf } from '@siamese/core'

/**
 * The mean of the token vectors that are not padding: Σ mₜxₜ / max(Σ mₜ, 1e-9). [CLS] and [SEP] count; a text without tokens gives zeros.
 * `[sentences, length, width]` to `[sentences, width]`. Reimers & Gurevych 2019, § 3.
 */
export const mean = definePooling({
  name: 'pool.mean',
  about: 'The mean of the token embeddings that are not padding',
  apply: ({ tokens, mask }) => {
    const sum = tf.sum(tf.mul(tokens, tf.expandDims(mask, 2)), 1)
    return tf.div(sum, tf.maximum(tf.sum(mask, 1, true), 1e-9))
  },
})
