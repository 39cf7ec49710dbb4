/** Why: The module declares a setting that has no default. Cure: Write it: `squash({ scale: 2 })`. */
import { defineModule, options, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const squash = defineModule({
  name: 'module.squash',
  options: options({ scale: t.number }),
  apply: (embeddings, { scale }) => tf.mul(tf.tanh(embeddings), scale),
})

export const refused = pipeline(stsb, sbert, squash())
