import { defineLoss, described, modelCodec, options, tf, unit } from '@siamese/core'
import * as t from 'io-ts'
import { identity, leftOut } from './masks.js'

const contrast = t.array(
  t.keyof({ anchors: null, positives: null }, "'anchors' or 'positives'"),
  "a list of 'anchors', 'positives'",
)
const strategy = t.keyof({ absolute: null, relative: null }, 'absolute or relative')

const cosines = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => tf.matMul(unit(a, 1e-8), unit(b, 1e-8), false, true)

/**
 * The positive is the nearest of all texts of the batch, those left out that a guide finds nearer to the anchor: ln Σ exp(cos/τ) − cos(a, p)/τ
 * over the positives and negatives of all rows, the anchor's other anchors and the positive's other positives, a value a row. A text counts
 * unless the guide's cosine is above that of anchor and positive less `margin` (or less its share, `'relative'`). The guide is a frozen model.
 * Solatorio 2024; Source: GISTEmbedLoss.
 */
export const gist = defineLoss({
  name: 'loss.gist',
  about: 'The positive is nearest among the texts of the batch that a guide does not find nearer',
  roles: ['anchor: text', 'positive: text', 'negative…: text'],
  options: options({
    guide: described(modelCodec, 'A frozen model that tells which texts are nearer to the anchor than its positive'),
    temperature: [described(t.number, 'What cosines are divided by: the smaller, the sharper'), 0.01],
    margin: [described(t.number, 'By how much below its positive a text may be and still be left out'), 0],
    marginStrategy: [
      described(strategy, 'The margin as it is, or as a share of the cosine of the positive'),
      'absolute',
    ],
    contrast: [described(contrast, 'What else is held apart: anchors, positives'), ['anchors', 'positives']],
  }),
  models: { guide: { encodes: ['anchor', 'positive', 'negative'] } },
  rules: [['temperature', 'is positive', 0, '{stage}: temperature is {temperature}: choose a number above 0']],
  smallestBatch: 2,
  compares: 'texts',
  apply: (inputs, { temperature, margin, marginStrategy, contrast }) => {
    const { anchor, positive, negative } = inputs
    const guided = { anchor: inputs['guide.anchor'], positive: inputs['guide.positive'] }
    const self = identity(anchor.shape[0])
    const byGuide = cosines(guided.anchor, guided.positive)
    const own = tf.sum(tf.mul(byGuide, self), 1, true)
    const from = marginStrategy === 'absolute' ? margin : tf.mul(tf.abs(own), margin)
    const least = tf.sub(own, from)
    const above = (guide: tf.Tensor) => tf.cast(tf.greater(guide, least), 'float32')
    const alike = cosines(anchor, positive)
    const scores = [
      leftOut(alike, tf.mul(above(byGuide), tf.sub(1, self))),
      ...(contrast.includes('anchors')
        ? [leftOut(cosines(anchor, anchor), above(cosines(guided.anchor, guided.anchor)))]
        : []),
      ...(contrast.includes('positives')
        ? [leftOut(cosines(positive, positive), above(cosines(guided.positive, guided.positive)))]
        : []),
      ...negative.map((each, i) => {
        const guide = inputs['guide.negative'][i]!
        return leftOut(cosines(anchor, each), above(cosines(guided.anchor, guide)))
      }),
    ]
    const all = tf.div(tf.concat(scores, 1), temperature)
    return tf.sub(tf.logSumExp(all, 1), tf.div(tf.sum(tf.mul(alike, self), 1), temperature))
  },
})
