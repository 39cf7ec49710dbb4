import { type Constructor, defineStage, describe, none, type RuleOf, tf } from '@siamese/core'

const description = describe({
  name: 'pool.wordWeights',
  about: 'Every token embedding times a weight of its token; a mean behind it divides by the sum of the weights',
  takes: ['tokenEmbeddings'],
  options: none,
  rules: [],
  gives: { weights: true },
})
export interface WordWeights extends RuleOf<typeof description> {}

/**
 * A weight for each token of the vocabulary, as idf: x_t times w(token t), and Σ w is what a mean divides by. `[sentences, length, width]` to the same.
 * The weights are a model's own, or begin as 1, and are trained. Reference: sentence-transformers' WordWeights; Arora et al. 2017.
 */
export const wordWeights: Constructor<WordWeights> = defineStage<WordWeights>(description, {
  family: 'tokenModule',
  weights: ({ vocabulary }) => ({ 'emb_layer.weight': { shape: [vocabulary, 1], all: 1 } }),
  apply: ({ tokens, mask, ids }, _, weights) => {
    const ofTokens = tf.mul(tf.gather(weights['emb_layer.weight']!, ids), tf.expandDims(mask, 2)) // [sentences, length, 1]
    return { tokens: tf.mul(tokens, ofTokens), weightSums: tf.sum(ofTokens, [1, 2]) }
  },
})
