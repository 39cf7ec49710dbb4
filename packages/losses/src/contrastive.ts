import { absolute, defineLoss, described, norm, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { cosine, type Distance } from './distance.js'

const distance = t.keyof({ cosine: null, euclidean: null, manhattan: null }, 'cosine, euclidean or manhattan')

/** Every difference is 1e-6 longer, as the reference has it, so that equal texts have a direction. */
const apart = (a: tf.Tensor2D, b: tf.Tensor2D) => tf.add(tf.sub(a, b), 1e-6)
const distances: Readonly<Record<Distance, (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor>> = {
  cosine: (a, b) => tf.sub(1, cosine(a, b, 1e-8)),
  euclidean: (a, b) => norm(apart(a, b)),
  manhattan: (a, b) => tf.sum(absolute(apart(a, b)), -1),
}

/**
 * Pairs labelled 1 come together, pairs labelled 0 come apart until `margin`: ½ y d² + ½ (1 − y) max(m − d, 0)², a value a row.
 * Distances: cosine 1 − cos, Euclidean ‖a − b‖, Manhattan Σ|a − b|. Hadsell et al. 2006; Source: ContrastiveLoss.
 */
export const contrastive = defineLoss({
  name: 'loss.contrastive',
  about: 'Pairs labelled 1 come together, pairs labelled 0 come apart',
  roles: ['sentence1: text', 'sentence2: text', 'label: binary'],
  options: options({
    margin: [described(t.number, 'The distance from which pairs labelled 0 are far enough apart'), 0.5],
    distance: [described(distance, 'How far two sentences are apart'), 'cosine'],
  }),
  apply: ({ sentence1, sentence2, label }, { margin, distance }) => {
    const d = distances[distance](sentence1, sentence2)
    const together = tf.mul(label, tf.square(d))
    const away = tf.mul(tf.sub(1, label), tf.square(tf.relu(tf.sub(margin, d))))
    return tf.mul(tf.add(together, away), 0.5)
  },
})
