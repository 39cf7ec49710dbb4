// What is to vary is written where it stands; every point is checked before the first one runs.
import assert from 'node:assert/strict'
import {
  choose,
  data,
  encode,
  evaluate,
  grid,
  pipeline,
  score,
  sweepPoints,
  text,
  tokenize,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, sweep } from '@siamese/runner'
import { small } from './small.ts'

const rows = [
  { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
  { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', score: 0 },
  { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 5 },
]
const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 5)],
] as const
const similar = data('similar', columns, { train: rows, dev: rows })

// #region sweep
export const poolings = grid(
  pipeline(
    similar,
    tokenize(small),
    encode(small),
    choose(pool.mean(), pool.max()),
    loss.cosineSimilarity(),
    evaluate.similarity({ on: 'dev' }),
    train({ epochs: 8, batchSize: 2, learningRate: choose(1e-4, 2e-3) }),
  ),
)
// #endregion
assert.deepEqual(
  sweepPoints(poolings).map(({ chosen }) => chosen.map(({ is }) => is)),
  [
    ['pool.mean', 1e-4],
    ['pool.mean', 2e-3],
    ['pool.max', 1e-4],
    ['pool.max', 2e-3],
  ],
)

const { points } = await asPromise(sweep(poolings, { base: import.meta.dirname }))
const found = points.map(({ ended }) => (ended._tag === 'Right' ? ended.right['dev.pearson_cosine']! : Number.NaN))
console.log(points.map(({ chosen }, point) => `${chosen.map(({ is }) => is).join(' ')}: ${found[point]}`).join('\n'))
assert.ok(found[1]! > found[0]! && found[3]! > found[2]!, 'eight epochs at the higher rate learn more')
