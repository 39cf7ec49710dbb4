/**
 * Why: A role that may be left out still asks for its kind where it is written.
 * Cure: Name a column of that kind, or leave the role out.
 */
import { defineLoss, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

const weighed = defineLoss({
  name: 'loss.weighed',
  roles: ['anchor: text', 'positive: text', 'weight?: score'],
  apply: ({ anchor, positive, weight }) => {
    const products = tf.sum(tf.mul(anchor, positive), -1)
    return weight === undefined ? products : tf.mul(products, weight)
  },
})

export const refused = pipeline(triplets, sbert, weighed({ columns: { weight: 'negative' } }))
