import { definePooling, tf } from '@siamese/core'
import { oneHot } from './oneHot.js'

/**
 * The vector of the first token that is not padding: [CLS] where the tokenizer puts one; x₀ for a text without tokens.
 * `[sentences, length, width]` to `[sentences, width]`. Reimers & Gurevych 2019, § 3.
 */
export const cls = definePooling({
  name: 'pool.cls',
  about: 'The embedding of the first token: [CLS] where the tokenizer puts one',
  apply: ({ tokens, mask }) => {
    const first = oneHot(tf.argMax(mask, 1), tokens.shape[1])
    return tf.sum(tf.mul(tokens, tf.expandDims(first, 2)), 1)
  },
})
