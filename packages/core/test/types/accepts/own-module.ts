import { defineModule, options, type Pipeline, pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const squash = defineModule({
  name: 'module.squash',
  options: options({ scale: [t.number, 1] }),
  apply: (embeddings, { scale }) => {
    same<typeof scale, number>()
    same<typeof embeddings, tf.Tensor2D>()
    return tf.mul(tf.tanh(embeddings), scale)
  },
})

export const made = pipeline(stsb, sbert, squash({ scale: 2 }), pool.normalize(), squash())
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
