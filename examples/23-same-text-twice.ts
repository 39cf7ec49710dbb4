// The same text twice, under different dropout: what it says has to survive that. Gao et al. 2021 (SimCSE) learn from it alone; Liang et al.
// 2021 (R-Drop) add that two passes agree. Two columns are two passes, also of the same text: `repeat` writes a column of a file again.
import assert from 'node:assert/strict'
import {
  defineLoss,
  encode,
  evaluate,
  files,
  type Pipeline,
  pipeline,
  rename,
  repeat,
  take,
  text,
  tokenize,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, type RunEvent, run } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import { small } from './small.ts'

// #region loss
/** Two passes see the batch alike: ½ (KL(p ‖ q) + KL(q ‖ p)), p = softmax(u U'), q = softmax(v U'), a value a row. */
const agreement = defineLoss({
  name: 'loss.agreement',
  roles: ['anchor: text', 'positive: text'],
  smallestBatch: 2,
  apply: ({ anchor, positive }) => {
    const p = tf.logSoftmax(tf.matMul(anchor, anchor, false, true))
    const q = tf.logSoftmax(tf.matMul(positive, anchor, false, true))
    return tf.div(tf.sum(tf.mul(tf.sub(tf.exp(p), tf.exp(q)), tf.sub(p, q)), 1), 2)
  },
})
// #endregion

// #region twice
const lines = take(files('lines', [['sentence1', text]], { train: ['train.jsonl'] }, './quickstart/data'), 64)
const twice = repeat(rename(lines, { sentence1: 'anchor' }), { anchor: 'positive' })
// #endregion

const front = [tokenize(small), encode(small), pool.mean()] as const
const settings = { batchSize: 8, learningRate: 2e-3 }

/** The losses of a run, step by step, and before and after it without dropout. */
const losses = async (learned: Pipeline) => {
  const steps: number[] = []
  const report = (event: RunEvent) => {
    if (event.event === 'step') steps.push(event.loss)
  }
  const { before, after } = await asPromise(run(learned, { base: import.meta.dirname, report }))
  return { before: before['train.loss']!, after: after!['train.loss']!, steps }
}

// #region use
const learned = pipeline(
  twice,
  ...front,
  loss.sum({ losses: [loss.multipleNegativesRanking(), agreement()], weights: [1, 0.5] }),
  evaluate.loss({ on: 'train' }),
  train({ ...settings, epochs: 4, dropout: 0.1 }),
)
// #endregion
const apart = (dropout: number) =>
  pipeline(twice, ...front, agreement(), evaluate.loss({ on: 'train' }), train({ ...settings, epochs: 1, dropout }))

const [once, again] = [await losses(learned), await losses(learned)]
console.log(`loss ${once.before.toFixed(4)} before, ${once.after.toFixed(4)} after`)
assert.ok(once.after < 0.5 * once.before)
assert.deepEqual(again, once, 'dropout is drawn alike in every run')
const [plain, dropped] = [await losses(apart(0)), await losses(apart(0.1))]
assert.ok(plain.steps[0]! < 1e-6, 'without dropout the two vectors of a text are one')
assert.ok(dropped.steps[0]! > 1e-3, 'with it they differ')
