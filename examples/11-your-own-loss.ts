// A loss of your own is one value: its name, its roles, its options and a tensor function. It is checked, trained and written like the others.
import assert from 'node:assert/strict'
import { binary, data, defineLoss, encode, evaluate, options, pipeline, text, tokenize, train } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { small } from './small.ts'

// #region loss
/** Two sentences are a pair with probability σ(scale · cos(u, v)): log(1 + exp(z)) − y z of z = scale · cos, a value a row. */
export const logistic = defineLoss({
  name: 'loss.logistic',
  roles: ['sentence1: text', 'sentence2: text', 'pair: binary'],
  options: options({ scale: [t.number, 5] }),
  apply: ({ sentence1: u, sentence2: v, pair }, { scale }) => {
    const dot = tf.sum(tf.mul(u, v), 1)
    const z = tf.mul(scale, tf.div(dot, tf.mul(tf.norm(u, 2, 1), tf.norm(v, 2, 1))))
    return tf.sub(tf.softplus(z), tf.mul(pair, z))
  },
})
// #endregion

const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['pair', binary],
] as const
const pairs = data('pairs', columns, {
  train: [
    { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', pair: 1 },
    { sentence1: 'The shop is open.', sentence2: 'The shop is closed.', pair: 0 },
    { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', pair: 1 },
    { sentence1: 'A girl feeds the horse.', sentence2: 'A girl sold the horse.', pair: 0 },
  ],
})

// #region use
const learned = pipeline(
  pairs,
  tokenize(small),
  encode(small),
  pool.mean(),
  logistic({ scale: 4 }),
  evaluate.loss({ on: 'train' }),
  train({ epochs: 20, batchSize: 4, learningRate: 2e-3, dropout: 0 }),
)
// #endregion

const { before, after } = await asPromise(run(learned, { base: import.meta.dirname }))
console.log(`loss ${before['train.loss']?.toFixed(3)} before, ${after?.['train.loss']?.toFixed(3)} after`)
assert.ok(after!['train.loss']! < 0.5 * before['train.loss']!)

// @ts-expect-error "Did you mean to write 'scale'?": the compiler knows its options, and so does the program
const misspelt = pipeline(pairs, tokenize(small), encode(small), pool.mean(), logistic({ scael: 4 }))
assert.match(misspelt.problems[0]!.sentence, /Did you mean to write 'scale'\?/)
