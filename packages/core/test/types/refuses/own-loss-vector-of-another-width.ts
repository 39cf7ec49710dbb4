/** Why: A difference needs as many numbers on both sides. Cure: Use vectors of this width, or a model of theirs. */
import { data, defineLoss, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { sbert } from '../sbert.js'

const taught = data(
  'taught',
  [
    ['text', 'text'],
    ['target', { vector: 768 }],
  ],
  { train: [] },
)
const near = defineLoss({
  name: 'loss.near',
  roles: ['text: text', 'target: vector'],
  apply: ({ text, target }) => tf.mean(tf.squaredDifference(text, target), -1),
})

export const refused = pipeline(taught, sbert, near())
