// The paper's second objective: the cosine of two sentences is their score. Scores from 0 to 5 are mapped onto 0 to 1.
import assert from 'node:assert/strict'
import { data, encode, evaluate, pipeline, score, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import { small } from './small.ts'

const pairs = data(
  'pairs',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  {
    train: [
      { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
      { sentence1: 'The shop is open.', sentence2: 'The shop is closed.', score: 1.5 },
      { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', score: 0 },
      { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 4.8 },
      { sentence1: 'A girl feeds the horse.', sentence2: 'A girl sold the horse.', score: 2 },
      { sentence1: 'A girl feeds the horse.', sentence2: 'The baker sold twelve cakes.', score: 0.2 },
      { sentence1: 'The baker sold twelve cakes.', sentence2: 'Twelve cakes were sold.', score: 4 },
      { sentence1: 'The baker sold twelve cakes.', sentence2: 'The baker sold ten cakes.', score: 3 },
    ],
  },
)

const sts = pipeline(
  pairs,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'train' }),
  train({ epochs: 60, batchSize: 8, learningRate: 2e-3, dropout: 0, seed: 42 }),
)

const { before, after, steps } = await asPromise(run(sts, { base: import.meta.dirname }))
const pearson = 'train.pearson_cosine'
console.log(`Pearson on what it learned: ${before[pearson]?.toFixed(3)} before, ${after?.[pearson]?.toFixed(3)} after`)

assert.equal(steps, 60)
assert.ok(after![pearson]! > 0.9 && after![pearson]! > before[pearson]!)
