import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { pairwise, similarities, similarity } from './similarity.js'

/**
 * Two encoders that began as one and are trained apart find each text nearest to itself among all texts of the batch, in both directions:
 * ½ (ln Σⱼ exp(s·sim(uᵢ, vⱼ)) + ln Σⱼ exp(s·sim(uⱼ, vᵢ))) − s·sim(uᵢ, vᵢ), a value a row. A copy of the encoder gives u; the encoder itself,
 * which is what is saved, gives v. ln s is learned with them: `logit_scale`, a number. Carlsson et al. 2021; Source:
 * ContrastiveTensionLossInBatchNegatives.
 */
export const contrastiveTensionInBatch = defineLoss({
  name: 'loss.contrastiveTensionInBatch',
  about: 'Each text is nearest to itself among all texts of the batch, at a scale that is learned',
  roles: ['text: text'],
  copies: { text: 'too' },
  options: options({
    scale: [described(t.number, 'What similarities are multiplied by at the beginning'), 20],
    similarity: [described(similarity, 'How alike two sentences are'), 'cosine'],
  }),
  rules: [['scale', 'is positive', 0, '{stage}: scale is {scale}: choose a number above 0']],
  smallestBatch: 2,
  compares: 'texts',
  weights: (_, { scale }) => ({ logit_scale: { shape: [], all: Math.log(scale) } }),
  apply: ({ 'copy.text': u, text: v }, { similarity }, { logit_scale }) => {
    const scale = tf.exp(logit_scale!)
    const scores = tf.mul(similarities[similarity](u, v), scale)
    const sums = tf.add(tf.logSumExp(scores, 1), tf.logSumExp(scores, 0))
    return tf.sub(tf.div(sums, 2), tf.mul(pairwise[similarity](u, v), scale))
  },
})
