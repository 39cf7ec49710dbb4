import { data, defineLoss, type Pipeline, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** A role that may be left out, and one that is played by any number of columns: what the function receives is typed. */
const weighed = defineLoss({
  name: 'loss.weighed',
  roles: ['anchor: text', 'negative…: text', 'weight?: score', 'teacher?: vector'],
  apply: ({ anchor, negative, weight, teacher }) => {
    same<typeof negative, readonly tf.Tensor2D[]>()
    same<typeof weight, tf.Tensor1D | undefined>()
    same<typeof teacher, tf.Tensor2D | undefined>()
    const products = negative.map(each => tf.sum(tf.mul(anchor, each), -1))
    return products.reduce((sum, each) => tf.add(sum, each), weight ?? tf.zeros([anchor.shape[0]]))
  },
})

const weights = data(
  'weights',
  [
    ['anchor', 'text'],
    ['weight', { score: [0, 1] }],
  ],
  { train: [] },
)

export const without = pipeline(triplets, sbert, weighed())
export const with_ = pipeline(weights, sbert, weighed())

same<typeof without, Pipeline<'triplets', 384, 'minilm', 'objective'>>()
same<typeof with_, Pipeline<'weights', 384, 'minilm', 'objective'>>()
