import { definePooling } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/**
 * The vector of the first token that is not padding: [CLS] where the tokenizer puts one; x₀ for a text without tokens.
 * `[sentences, length, width]` to `[sentences, width]`. Reimers & Gurevych 2019, § 3.
 */
export const cls = definePooling({
  name: 'pool.cls',
  apply: ({ tokens, mask }) => {
    const first = tf.oneHot(tf.argMax(mask, 1), tokens.shape[1])
    return tf.sum(tf.mul(tokens, tf.expandDims(tf.cast(first, 'float32'), 2)), 1)
  },
})
