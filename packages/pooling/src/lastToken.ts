import { definePooling, options, tf } from '@siamese/core'
import { oneHot } from './oneHot.js'
import { places } from './places.js'
import { pooledMask, promptOptions } from './prompt.js'

/**
 * The vector of the last token that is not padding, as decoders are pooled; zeros for a text without tokens.
 * `[sentences, length, width]` to `[sentences, width]`. Muennighoff 2022, § 3.1.
 */
export const lastToken = definePooling({
  name: 'pool.lastToken',
  about: 'The embedding of the last token that is not padding',
  options: options(promptOptions),
  apply: (input, { prompt }) => {
    const mask = pooledMask(input, prompt)
    const last = oneHot(tf.argMax(tf.mul(mask, places(input.mask)), 1), mask.shape[1])
    return tf.sum(tf.mul(input.tokens, tf.expandDims(tf.mul(last, mask), 2)), 1)
  },
})
