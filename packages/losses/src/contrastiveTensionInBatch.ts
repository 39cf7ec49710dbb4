import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { pairwise, similarities, similarity } from './similarity.js'

/**
 * Each text is nearest to itself among all texts of the batch, in both directions: ½ (ln Σⱼ exp(s·sim(uᵢ, vⱼ)) + ln Σⱼ exp(s·sim(uⱼ, vᵢ))) −
 * s·sim(uᵢ, vᵢ), a value a row. ln s is learned with the model: `logit_scale`, a number. Meant for vectors of two encoders that began as
 * one. Carlsson et al. 2021; Source: ContrastiveTensionLossInBatchNegatives.
 */
export const contrastiveTensionInBatch = defineLoss({
  name: 'loss.contrastiveTensionInBatch',
  about: 'Each text is nearest to itself among all texts of the batch, at a scale that is learned',
  roles: ['sentence1: text', 'sentence2: text'],
  options: options({
    scale: [described(t.number, 'What similarities are multiplied by at the beginning'), 20],
    similarity: [described(similarity, 'How alike two sentences are'), 'cosine'],
  }),
  rules: [['scale', 'is positive', 0, '{stage}: scale is {scale}: choose a number above 0']],
  smallestBatch: 2,
  compares: 'texts',
  weights: (_, { scale }) => ({ logit_scale: { shape: [], all: Math.log(scale) } }),
  apply: ({ sentence1, sentence2 }, { similarity }, { logit_scale }) => {
    const scale = tf.exp(logit_scale!)
    const scores = tf.mul(similarities[similarity](sentence1, sentence2), scale)
    const sums = tf.add(tf.logSumExp(scores, 1), tf.logSumExp(scores, 0))
    return tf.sub(tf.div(sums, 2), tf.mul(pairwise[similarity](sentence1, sentence2), scale))
  },
})
