import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

export const made = pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.mean(),
  pool.normalize(),
  pool.normalize(),
  pool.normalize(),
  pool.normalize(),
  pool.normalize(),
  pool.normalize(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  evaluate.similarity({ on: 'test' }),
  evaluate.loss({ on: 'dev' }),
  evaluate.loss({ on: 'test' }),
  evaluate.similarity({ on: 'train' }),
  train({ epochs: 1, best: 'dev.loss' }),
)

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
