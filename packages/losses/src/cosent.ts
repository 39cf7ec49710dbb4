import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { ordered } from './ordered.js'
import { pairwise, similarity } from './similarity.js'

/**
 * Pairs of a batch are as alike as their scores order them: ln(1 + Σ exp(s·(simᵢ − simⱼ))) over all i, j with yᵢ < yⱼ, one value
 * for the batch. Only the order of the scores counts; a batch of equal scores costs nothing. Source: CoSENTLoss.
 */
export const cosent = defineLoss({
  name: 'loss.cosent',
  about: 'Pairs of a batch are as alike as their scores order them',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  options: options({
    scale: [described(t.number, 'What similarities are multiplied by: the larger, the sharper'), 20],
    similarity: [described(similarity, 'How alike two sentences are'), 'cosine'],
  }),
  rules: [['scale', 'is positive', 0, '{stage}: scale is {scale}: choose a number above 0']],
  smallestBatch: 2,
  apply: ({ sentence1, sentence2, score }, { scale, similarity }) =>
    ordered(tf.mul(pairwise[similarity](sentence1, sentence2), scale), score),
})
