/** Why: A module maps sentence embeddings, and before a pooling there are none. Cure: Put it after the pooling. */
import { defineModule, encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { minilm, stsb } from '../known.js'

const squash = defineModule({ name: 'module.squash', apply: embeddings => tf.tanh(embeddings) })

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), squash(), pool.mean())
