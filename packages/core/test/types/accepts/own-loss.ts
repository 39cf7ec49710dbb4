import { binary, data, defineLoss, options, type Pipeline, pipeline, text, train } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const contrast = defineLoss({
  name: 'loss.contrast',
  roles: ['left: text', 'right: text', 'same: binary'],
  smallestBatch: 2,
  options: options({ scale: [t.number, 20], floor: t.number }),
  apply: ({ left, right, same: label }, { floor, scale }) => {
    same<typeof left, tf.Tensor2D>()
    same<typeof label, tf.Tensor1D>()
    same<typeof scale, number>()
    return tf.maximum(tf.mul(tf.squaredDifference(tf.sum(tf.mul(left, right), 1), label), scale), floor)
  },
})
const duplicates = data(
  'duplicates',
  [
    ['left', text],
    ['right', text],
    ['same', binary],
  ],
  { train: [{ left: 'A dog runs.', right: 'A dog is running.', same: 1 }] },
)

export const made = pipeline(duplicates, sbert, contrast({ floor: 0 }), train({ epochs: 1, batchSize: 2 }))
same<typeof made, Pipeline<'duplicates', 384, 'minilm', 'trained'>>()
