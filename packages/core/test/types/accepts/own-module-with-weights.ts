import { defineModule, options, type Pipeline, pipeline, type Weights } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const projection = defineModule({
  name: 'module.projection',
  options: options({ size: [t.number, 64] }),
  width: 'size',
  weights: ({ width }, { size }) => {
    same<typeof size, number>()
    return { projection: [size, width], scale: { shape: [size], all: 1 } }
  },
  apply: (embeddings, _, weights) => {
    same<typeof weights, Weights>()
    const { projection, scale } = weights
    return tf.mul(tf.matMul(embeddings, projection as tf.Tensor2D, false, true), scale!)
  },
})
const lengths = defineModule({ name: 'module.lengths', width: 1, apply: u => tf.norm(u, 2, 1, true) as tf.Tensor2D })

export const made = pipeline(stsb, sbert, projection({ size: 100 }), pool.layerNorm({ in: 100 }))
export const byDefault = pipeline(stsb, sbert, projection())
export const one = pipeline(stsb, sbert, projection(), lengths())
export const open = (size: number) => pipeline(stsb, sbert, projection({ size }), pool.dense({ in: 7, width: 8 }))

same<typeof made, Pipeline<'stsb', 100, 'minilm', 'sentenceEmbeddings'>>()
same<typeof byDefault.width, 64>()
same<typeof one.width, 1>()
same<ReturnType<typeof open>['width'], 8>()
