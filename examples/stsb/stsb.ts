import { encode, evaluate, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from './siamese.lock.ts'

export default pipeline(
  stsb,
  tokenize(minilm, { maxLength: 256 }),
  encode(minilm),
  pool.mean(),
  pool.normalize(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  evaluate.similarity({ on: 'test' }),
  train({ epochs: 1, batchSize: 16, learningRate: 2e-5, warmup: 0.1, seed: 42 }),
)
