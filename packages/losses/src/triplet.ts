import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { distances } from './distance.js'

const distance = t.keyof({ euclidean: null, manhattan: null, cosine: null }, 'euclidean, manhattan or cosine')

/**
 * The anchor lies nearer to the positive than to the negative, by `margin`: max(d(a, p) − d(a, n) + margin, 0), a value a row.
 * `margin` is 1 as in the paper; sentence-transformers has 5. Distances: Euclidean ‖a − b‖, Manhattan Σ|a − b|, cosine 1 − cos.
 * Reimers & Gurevych 2019, § 3.
 */
export const triplet = defineLoss({
  name: 'loss.triplet',
  about: 'The anchor lies nearer to the positive than to the negative, by a margin',
  roles: ['anchor: text', 'positive: text', 'negative: text'],
  options: options({
    margin: [
      described(
        t.number,
        'How much nearer the positive has to be than the negative; nothing is learned from a row where it is',
      ),
      1,
    ],
    distance: [described(distance, 'How two sentence embeddings are compared'), 'euclidean'],
  }),
  apply: ({ anchor, positive, negative }, { margin, distance }) => {
    const between = distances[distance]
    return tf.relu(tf.add(tf.sub(between(anchor, positive), between(anchor, negative)), margin))
  },
})
