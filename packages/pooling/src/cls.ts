import { definePooling, options, tf } from '@siamese/core'
import { oneHot } from './oneHot.js'
import { pooledMask, promptOptions } from './prompt.js'

/**
 * The vector of the first token that is not padding: [CLS] where the tokenizer puts one; the first of the text itself where the prompt is
 * excluded; x₀ for a text without tokens. `[sentences, length, width]` to `[sentences, width]`. Reimers & Gurevych 2019, § 3.
 */
export const cls = definePooling({
  name: 'pool.cls',
  about: 'The embedding of the first token: [CLS] where the tokenizer puts one',
  options: options(promptOptions),
  apply: (input, { prompt }) => {
    const { tokens } = input
    const first = oneHot(tf.argMax(pooledMask(input, prompt), 1), tokens.shape[1])
    return tf.sum(tf.mul(tokens, tf.expandDims(first, 2)), 1)
  },
})
