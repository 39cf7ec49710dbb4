import { encode, evaluate, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** Stages over token embeddings stand before the pooling; the compiler knows the width behind each. */
export const convolved = pipeline(stsb, tokenize(minilm), encode(minilm), pool.cnn(), pool.mean())
same<typeof convolved, Pipeline<'stsb', 768, 'minilm', 'sentenceEmbeddings'>>()

export const read = pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.weightedLayers({ from: 6 }),
  pool.wordWeights(),
  pool.cnn({ channels: 50, kernels: [3] }),
  pool.lstm({ hidden: 20 }),
  pool.lstm({ hidden: 20, directions: 'forward' }),
  pool.concatenate(pool.mean(), pool.max()),
  evaluate.similarity({ on: 'dev' }),
)
export const width: 40 = read.width
