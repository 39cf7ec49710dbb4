// The paper's third objective: an anchor lies nearer to its positive than to its negative, by a margin. Columns may have any name.
import assert from 'node:assert/strict'
import { data, encode, evaluate, pipeline, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import { small } from './small.ts'

const questions = data(
  'questions',
  [
    ['question', text],
    ['positive', text],
    ['negative', text],
  ],
  {
    train: [
      {
        question: 'Who feeds the horse?',
        positive: 'A girl gives hay to it.',
        negative: 'Who sold the horse?',
      },
      {
        question: 'Is the shop open?',
        positive: 'It closes at six thirty.',
        negative: 'Is the shop old?',
      },
      {
        question: 'How many cakes were sold?',
        positive: 'The baker sold twelve.',
        negative: 'How many girls were there?',
      },
    ],
  },
)
const columns = { anchor: 'question' } as const

const triplets = pipeline(
  questions,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.triplet({ margin: 1, columns }),
  evaluate.triplet({ on: 'train', similarity: ['euclidean'], columns }),
  train({ epochs: 20, batchSize: 3, learningRate: 2e-3, dropout: 0, seed: 42 }),
)

const { before, after } = await asPromise(run(triplets, { base: import.meta.dirname }))
const accuracy = 'train.euclidean_accuracy'
console.log(
  `anchors nearer to their positive: ${before[accuracy]?.toFixed(2)} before, ${after?.[accuracy]?.toFixed(2)} after`,
)

assert.ok(before[accuracy]! < 1, 'words that are shared mislead an untrained encoder')
assert.equal(after![accuracy], 1)
