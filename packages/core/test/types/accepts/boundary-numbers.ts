import { encode, evaluate, optimizer, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

export const made = pipeline(
  stsb,
  tokenize(minilm, { maxLength: 512 }),
  encode(minilm),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({
    epochs: 1,
    batchSize: 1,
    learningRate: 1e-9,
    warmup: 0,
    dropout: 0,
    weightDecay: 0,
    optimizer: optimizer.adamW({ beta1: 0, beta2: 0.9999, epsilon: 1e-12 }),
    clip: 0.5,
    accumulate: 1,
    evaluateEvery: 1,
    best: 'dev.spearman_cosine',
    patience: 1,
    seed: 0,
  }),
)
export const least = pipeline(
  stsb,
  tokenize(minilm, { maxLength: 3 }),
  encode(minilm),
  pool.mean(),
  loss.cosineSimilarity(),
  train({ steps: 1, warmup: 1, sampler: 'as given', schedule: 'constant' }),
)

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
