// One encoder, two data sets, a loss for each: every batch comes from one of them. The classes have a head of their own.
import assert from 'node:assert/strict'
import {
  classes,
  data,
  encode,
  evaluate,
  multitask,
  pipeline,
  score,
  tasks,
  text,
  tokenize,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import { small } from './small.ts'

const sentences = [
  ['sentence1', text],
  ['sentence2', text],
] as const
const nli = data('nli', [...sentences, ['label', classes('entailment', 'neutral', 'contradiction')]], {
  train: [
    { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', label: 'entailment' },
    { sentence1: 'The shop is open.', sentence2: 'The baker sold twelve cakes.', label: 'neutral' },
    { sentence1: 'The shop is open.', sentence2: 'The shop is closed.', label: 'contradiction' },
    { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed.', label: 'entailment' },
    { sentence1: 'A girl feeds the horse.', sentence2: 'The girl is in the garden.', label: 'neutral' },
    { sentence1: 'A girl feeds the horse.', sentence2: 'Nobody feeds the horse.', label: 'contradiction' },
  ],
})
const pairs = data('pairs', [...sentences, ['score', score(0, 5)]], {
  train: [
    { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
    { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', score: 0 },
    { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 4.8 },
    { sentence1: 'A girl feeds the horse.', sentence2: 'The baker sold twelve cakes.', score: 0.2 },
    { sentence1: 'The baker sold twelve cakes.', sentence2: 'Twelve cakes were sold.', score: 4 },
  ],
})

// #region multitask
const both = pipeline(
  tasks(nli, pairs),
  tokenize(small),
  encode(small),
  pool.mean(),
  multitask({ nli: loss.softmax(), pairs: loss.cosineSimilarity() }, { sampling: 'proportional' }),
  evaluate.labels({ on: 'nli.train' }),
  evaluate.similarity({ on: 'pairs.train' }),
  train({ epochs: 40, batchSize: 4, learningRate: 2e-3, dropout: 0, seed: 42 }),
)
// #endregion multitask

const { before, after, steps } = await asPromise(run(both, { base: import.meta.dirname }))
const [accuracy, pearson] = ['nli.train.accuracy', 'pairs.train.pearson_cosine'] as const
for (const metric of [accuracy, pearson])
  console.log(`${metric}: ${before[metric]?.toFixed(3)} before, ${after?.[metric]?.toFixed(3)} after ${steps} steps`)

// Two batches of each data set an epoch.
assert.equal(steps, 160)
assert.ok(after![accuracy]! > before[accuracy]! && after![accuracy] === 1)
assert.ok(after![pearson]! > before[pearson]! && after![pearson]! > 0.9)
