import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { identity } from './masks.js'
import { similarities, similarity } from './similarity.js'

const aggregation = t.keyof({ mean: null, sum: null }, 'mean or sum')

/** Of the texts of a column, (mean sim(u, v))² and max(mean sim(u, v)² − 1/width, 0) over u ≠ v: both 0 of vectors in all directions. */
const terms = (text: tf.Tensor2D, alike: tf.Tensor2D): readonly [mean: tf.Tensor, secondMoment: tf.Tensor] => {
  const self = identity(text.shape[0])
  const others = tf.mul(alike, tf.sub(1, self))
  const pairs = tf.maximum(tf.sum(tf.sub(1, self)), 1)
  const secondMoment = tf.div(tf.sum(tf.square(others)), pairs)
  return [tf.square(tf.div(tf.sum(others), pairs)), tf.relu(tf.sub(secondMoment, 1 / text.shape[1]))]
}

/**
 * Texts of a batch point in all directions, as vectors do that are drawn evenly: m·(mean sim)² + s·max(mean sim² − 1/width, 0) over pairs of
 * other rows, of each column; in two parts, `gor_mean` and `gor_second_moment`. Stands beside another loss in `loss.sum`. `text` is played by the
 * columns that are listed: `columns: { text: ['anchor', 'positive'] }`. Zhang et al. 2017; Source: GlobalOrthogonalRegularizationLoss.
 */
export const globalOrthogonalRegularization = defineLoss({
  name: 'loss.globalOrthogonalRegularization',
  about: 'Texts of a batch point in all directions',
  roles: ['text+: text'],
  options: options({
    similarity: [described(similarity, 'How alike two sentences are'), 'cosine'],
    meanWeight: [described(t.number, 'What the square of the mean similarity weighs'), 1],
    secondMomentWeight: [described(t.number, 'What the mean square of the similarity weighs, above 1/width'), 1],
    aggregation: [described(aggregation, 'The mean of the columns, or their sum'), 'mean'],
  }),
  rules: [
    ['meanWeight', '>=', 0, '{stage}: meanWeight is {meanWeight}: choose 0 or more'],
    ['secondMomentWeight', '>=', 0, '{stage}: secondMomentWeight is {secondMomentWeight}: choose 0 or more'],
    ['meanWeight', 'is not', 0, '{stage} weighs nothing: write a weight above 0', ['secondMomentWeight', 0]],
  ],
  smallestBatch: 2,
  parts: ({ text }, { similarity, meanWeight, secondMomentWeight, aggregation }) => {
    const each = text.map(u => terms(u, similarities[similarity](u, u)))
    const share = aggregation === 'mean' ? 1 / each.length : 1
    const weighed = [meanWeight, secondMomentWeight]
    return Object.fromEntries(
      ['gor_mean', 'gor_second_moment'].flatMap((name, i) =>
        weighed[i] === 0 ? [] : [[name, tf.mul(tf.addN(each.map(terms => terms[i]!)), weighed[i]! * share)] as const],
      ),
    )
  },
})
