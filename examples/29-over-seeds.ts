// One training by chance is an anecdote: the same over several seeds has a mean, and a deviation to hold a difference against.
import assert from 'node:assert/strict'
import { choose, data, encode, evaluate, grid, pipeline, score, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, sweep } from '@siamese/runner'
import { small } from './small.ts'

const rows = [
  { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
  { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', score: 0 },
  { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 4 },
]
const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 5)],
] as const
const similar = data('similar', columns, { train: rows, dev: rows })

// #region seeds
export const overSeeds = grid(
  pipeline(
    similar,
    tokenize(small),
    encode(small),
    pool.mean(),
    loss.cosineSimilarity(),
    evaluate.similarity({ on: 'dev' }),
    train({ epochs: 2, batchSize: 2, learningRate: choose(1e-4, 2e-3), seed: choose(1, 2, 3) }),
  ),
)

const { groups, folder } = await asPromise(sweep(overSeeds, { base: import.meta.dirname }))
for (const { chosen, metrics } of groups) {
  const { mean, deviation, n } = metrics['dev.pearson_cosine']!
  console.log(`learning rate ${chosen[0]!.is}: ${mean.toFixed(4)} ± ${deviation!.toFixed(4)} of ${n} seeds`)
}
console.log(`${folder}/sweep.html has the metrics by setting`)
// #endregion
assert.deepEqual(
  groups.map(({ points }) => points),
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
)
