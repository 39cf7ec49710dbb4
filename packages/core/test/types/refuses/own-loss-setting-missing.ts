/** Why: The loss declares a setting that has no default. Cure: Write it: `ranking({ scale: 20 })`. */
import { defineLoss, options, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

const ranking = defineLoss({
  name: 'loss.ranking',
  roles: ['anchor: text', 'positive: text'],
  options: options({ scale: t.number }),
  apply: ({ anchor, positive }, { scale }) => tf.mul(tf.sum(tf.mul(anchor, positive), 1), scale),
})

export const refused = pipeline(triplets, sbert, ranking())
