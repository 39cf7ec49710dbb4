/** Why: A module of your own says how wide its vectors are, and a vector has at least one number. Cure: Choose 1 or more. */
import { defineModule, options, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const projection = defineModule({
  name: 'module.projection',
  options: options({ size: t.number }),
  width: 'size',
  weights: ({ width }, { size }) => ({ projection: [size, width] }),
  apply: (embeddings, _, { projection }) => tf.matMul(embeddings, projection as tf.Tensor2D, false, true),
})

export const refused = pipeline(stsb, sbert, projection({ size: 0 }))
