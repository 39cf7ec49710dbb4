import { absolute, defineLoss, described, options, type Score, tf, unit } from '@siamese/core'
import * as t from 'io-ts'
import { ordered } from './ordered.js'

/** Vectors of unit length as complex numbers, `[rows, width / 2]` twice; an odd width has a zero behind it. */
const complex = (vectors: tf.Tensor2D): readonly [real: tf.Tensor, imaginary: tf.Tensor] => {
  const [rows, width] = vectors.shape
  const whole = width % 2 === 0 ? vectors : tf.concat([vectors, tf.zeros([rows, 1])], 1)
  const half = Math.ceil(width / 2)
  const u = unit(whole, 1e-12)
  return [tf.slice(u, [0, 0], [rows, half]), tf.slice(u, [0, half], [rows, half])]
}
/** |cos + sin| of the angle between two vectors, `[rows]`. */
const angles = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor => {
  const [[x, y], [v, w]] = [complex(a), complex(b)]
  const cosine = tf.add(tf.sum(tf.mul(x, v), 1), tf.sum(tf.mul(y, w), 1))
  return absolute(tf.add(cosine, tf.sum(tf.sub(tf.mul(y, v), tf.mul(x, w)), 1)))
}

/**
 * Pairs of a batch are as alike as their scores order them, by the angle in complex space: ln(1 + Σ exp(s·(aᵢ − aⱼ))) over all i, j with
 * yᵢ < yⱼ, a = |cos + sin|; one value for the batch. Beside negatives the second sentence is the positive, with score 1 or its own y; each
 * negative makes a pair with score 1 − y. Scores count on 0 to 1. Li & Li 2024; Source: AnglELoss.
 */
export const angle = defineLoss({
  name: 'loss.angle',
  about: 'Pairs of a batch are as alike as their scores order them, by the angle in complex space',
  roles: ['sentence1: text', 'sentence2: text', 'negative…: text', 'score?negative: score'],
  options: options({
    scale: [described(t.number, 'What similarities are multiplied by: the larger, the sharper'), 20],
  }),
  rules: [['scale', 'is positive', 0, '{stage}: scale is {scale}: choose a number above 0']],
  smallestBatch: 2,
  prepare: {
    score: (value, kind) => {
      const [min, max] = (kind as Score).score // the role asks for a score
      return (value - min) / (max - min)
    },
  },
  apply: ({ sentence1, sentence2, negative, score }, { scale }) => {
    const alike = [sentence2, ...negative].map(each => angles(sentence1, each))
    const own = score ?? tf.onesLike(alike[0]!)
    const scores = [own, ...negative.map(() => tf.sub(1, own))]
    return ordered(tf.mul(tf.concat(alike), scale), tf.concat(scores))
  },
})
