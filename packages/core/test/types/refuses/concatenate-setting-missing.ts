/** Why: A pooling in the list needs its settings as it does alone. Cure: Write the setting. */
import { definePooling, encode, options, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { minilm, stsb } from '../known.js'

const scaled = definePooling({
  name: 'pool.scaled',
  options: options({ by: t.number }),
  apply: ({ tokens }, { by }) => tf.mul(tf.sum(tokens, 1), by),
})

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.concatenate(pool.mean(), scaled()))
