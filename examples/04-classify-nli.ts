// The paper's first objective: classes of sentence pairs, softmax(W [u; v; |u − v|] + b). The head learns with the encoder.
import assert from 'node:assert/strict'
import { classes, data, encode, evaluate, pipeline, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import { small } from './small.ts'

const label = classes('entailment', 'neutral', 'contradiction')
const nli = data(
  'nli',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['label', label],
  ],
  {
    train: [
      { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', label: 'entailment' },
      { sentence1: 'The shop is open.', sentence2: 'The baker sold twelve cakes.', label: 'neutral' },
      { sentence1: 'The shop is open.', sentence2: 'The shop is closed.', label: 'contradiction' },
      { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed.', label: 'entailment' },
      { sentence1: 'A girl feeds the horse.', sentence2: 'The girl is in the garden.', label: 'neutral' },
      { sentence1: 'A girl feeds the horse.', sentence2: 'Nobody feeds the horse.', label: 'contradiction' },
    ],
  },
)

const classify = pipeline(
  nli,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.softmax(),
  evaluate.labels({ on: 'train' }),
  train({ epochs: 30, batchSize: 6, learningRate: 2e-3, dropout: 0, seed: 42 }),
)

const { before, after, model } = await asPromise(run(classify, { base: import.meta.dirname }))
console.log(`accuracy on what it learned: ${before['train.accuracy']} before, ${after?.['train.accuracy']} after`)
console.log(`the encoder is in ${model}, its head in ${model}/head`)

assert.equal(after?.['train.accuracy'], 1)
