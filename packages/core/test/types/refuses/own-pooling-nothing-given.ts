/** Why: The pooling declares a setting that has no default. Cure: Write it: `weighted({ power: 2 })`. */
import { definePooling, encode, options, pipeline, tokenize } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { minilm, stsb } from '../known.js'

const weighted = definePooling({
  name: 'pool.weighted',
  options: options({ power: t.number }),
  apply: ({ tokens }, { power }) => tf.mean(tf.pow(tokens, power), 1),
})

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), weighted())
