// Texts alone: two encoders that begin as one tell a text with itself from texts that are others, and are trained apart. Carlsson et al. 2021.
// `drawPairs` makes the pairs of a column of texts, others in each epoch, always the same ones for a seed.
import assert from 'node:assert/strict'
import { drawPairs, encode, evaluate, files, pipeline, take, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, type RunEvent, run } from '@siamese/runner'
import { small } from './small.ts'

// #region use
const lines = take(files('lines', [['sentence1', text]], { train: ['train.jsonl'] }, './quickstart/data'), 240)
const learned = pipeline(
  drawPairs(lines, { of: 'sentence1', negatives: 7, seed: 42 }),
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.contrastiveTension(),
  evaluate.loss({ on: 'train' }),
  train({ batchSize: 16, epochs: 3, learningRate: 1e-3, dropout: 0 }),
)
// #endregion

const steps: number[] = []
const report = (event: RunEvent) => {
  if (event.event === 'step') steps.push(event.loss)
}
const once = async () => {
  const { before, after } = await asPromise(run(learned, { base: import.meta.dirname, report }))
  return { before: before['train.loss']!, after: after!['train.loss']! }
}
const first = await once()
console.log(`loss ${first.before.toFixed(3)} before, ${first.after.toFixed(3)} after ${steps.length} steps`)
assert.equal(steps.length, 3 * 8, '16 groups of 15 texts an epoch are 128 pairs')
assert.ok(first.after < 0.8 * first.before)
assert.deepEqual(await once(), first, 'the pairs of an epoch depend on the seed alone')
