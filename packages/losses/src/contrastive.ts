import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { pairDistance, pairDistances } from './pairDistance.js'

const reduction = t.keyof({ mean: null, sum: null }, 'mean or sum')

/**
 * Pairs labelled 1 come together, pairs labelled 0 come apart until `margin`: ½ y d² + ½ (1 − y) max(m − d, 0)², a value a row, or their
 * sum. Distances: cosine 1 − cos, Euclidean ‖a − b‖, Manhattan Σ|a − b|. Hadsell et al. 2006; Source: ContrastiveLoss.
 */
export const contrastive = defineLoss({
  name: 'loss.contrastive',
  about: 'Pairs labelled 1 come together, pairs labelled 0 come apart',
  roles: ['sentence1: text', 'sentence2: text', 'label: binary'],
  options: options({
    margin: [described(t.number, 'The distance from which pairs labelled 0 are far enough apart'), 0.5],
    distance: [described(pairDistance, 'How far two sentences are apart'), 'cosine'],
    reduction: [described(reduction, 'What a batch costs: the mean of its rows, or their sum'), 'mean'],
  }),
  apply: ({ sentence1, sentence2, label }, { margin, distance, reduction }) => {
    const d = pairDistances[distance](sentence1, sentence2)
    const together = tf.mul(label, tf.square(d))
    const away = tf.mul(tf.sub(1, label), tf.square(tf.relu(tf.sub(margin, d))))
    const costs = tf.mul(tf.add(together, away), 0.5)
    return reduction === 'sum' ? tf.sum(costs) : costs
  },
})
