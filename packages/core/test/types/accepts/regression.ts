import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

export const made = pipeline(
  stsb,
  tokenize(minilm, { maxLength: 128 }),
  encode(minilm),
  pool.mean(),
  pool.normalize(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', similarity: ['cosine', 'dot'] }),
  evaluate.loss({ on: 'dev' }),
  train({
    epochs: 1,
    batchSize: 16,
    learningRate: 2e-5,
    warmup: 0.1,
    best: 'dev.spearman_cosine',
    evaluateEvery: 100,
    patience: 3,
  }),
)

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
