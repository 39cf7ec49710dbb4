// A run's folder says all that its numbers depend on, so it can be run again; the verdict says whether the same came of it.
import assert from 'node:assert/strict'
import { data, encode, evaluate, pipeline, score, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, reproduce, run } from '@siamese/runner'
import { small } from './small.ts'

const rows = [
  { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
  { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', score: 0 },
  { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 5 },
]
const similar = data(
  'similar',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  { train: rows, dev: rows },
)

const trained = pipeline(
  similar,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 4, batchSize: 2, learningRate: 2e-3 }),
)

// #region reproduce
const { folder } = await asPromise(run(trained, { base: import.meta.dirname }))
const { verdict, changed } = await asPromise(reproduce(folder))
// #endregion
console.log(verdict)
assert.equal(verdict.verdict, 'identical')
assert.deepEqual(changed, [])
