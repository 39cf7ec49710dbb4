// Texts alone, again: words are deleted, and a decoder tells all of a text from the vector of what is left. Wang et al. 2021 (TSDAE).
// What the vector does not hold, nobody can tell; the decoder has the encoder's weights, and is left behind after training.
import assert from 'node:assert/strict'
import { encode, evaluate, files, pipeline, take, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, type RunEvent, run } from '@siamese/runner'
import { small } from './small.ts'

// #region use
const lines = take(files('lines', [['sentence1', text]], { train: ['train.jsonl'] }, './quickstart/data'), 256)
const learned = (decoder: 'shared' | 'apart') =>
  pipeline(
    lines,
    tokenize(small),
    encode(small),
    pool.cls(),
    loss.denoisingAutoEncoder({ deletion: 0.6, decoder, columns: { text: 'sentence1' } }),
    evaluate.loss({ on: 'train' }),
    train({ batchSize: 16, epochs: 3, learningRate: 3e-3 }),
  )
// #endregion

for (const decoder of ['shared', 'apart'] as const) {
  const steps: number[] = []
  const report = (event: RunEvent) => {
    if (event.event === 'step') steps.push(event.loss)
  }
  const { before, after } = await asPromise(run(learned(decoder), { base: import.meta.dirname, report }))
  const [first, last] = [before['train.loss']!, after!['train.loss']!]
  console.log(
    `weights ${decoder}: ${first.toFixed(2)} nats a token before, ${last.toFixed(2)} after ${steps.length} steps`,
  )
  assert.ok(Math.abs(first - Math.log(1600)) < 0.5, 'fresh weights know nothing of 1600 tokens')
  assert.ok(last < 0.8 * first)
}
