import { definePooling, encode, options, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** ‖x‖ₚ over the tokens. */
const norm = definePooling({
  name: 'pool.norm',
  options: options({ power: [t.number, 2] }),
  apply: ({ tokens, mask }, { power }) => {
    same<typeof power, number>()
    same<typeof tokens, tf.Tensor3D>()
    return tf.pow(tf.sum(tf.mul(tf.pow(tokens, power), tf.expandDims(mask, 2)), 1), 1 / power)
  },
})

export const made = pipeline(stsb, tokenize(minilm), encode(minilm), norm({ power: 3 }), pool.normalize())
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
