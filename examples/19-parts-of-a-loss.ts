// A loss may be told in parts: they are added up for the gradient, and every step says what each is.
import assert from 'node:assert/strict'
import { binary, data, defineLoss, encode, options, pipeline, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { small } from './small.ts'

// #region loss
/** y · log(1 + exp(−z)) of pairs and (1 − y) · log(1 + exp(z)) of others, z = scale · cos(u, v); a value a row each. */
export const logistic = defineLoss({
  name: 'loss.logistic',
  roles: ['sentence1: text', 'sentence2: text', 'pair: binary'],
  options: options({ scale: [t.number, 5] }),
  parts: ({ sentence1: u, sentence2: v, pair }, { scale }) => {
    const dot = tf.sum(tf.mul(u, v), 1)
    const z = tf.mul(scale, tf.div(dot, tf.mul(tf.norm(u, 2, 1), tf.norm(v, 2, 1))))
    return { together: tf.mul(pair, tf.softplus(tf.neg(z))), apart: tf.mul(tf.sub(1, pair), tf.softplus(z)) }
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
const spread = loss.globalOrthogonalRegularization({ columns: { text: ['sentence1', 'sentence2'] } })
const learned = pipeline(
  pairs,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.sum({ losses: [logistic(), spread], weights: [1, 0.1] }),
  train({ epochs: 5, batchSize: 4, learningRate: 2e-3, dropout: 0 }),
)
const { parts } = await asPromise(
  run(learned, {
    base: import.meta.dirname,
    report: event => {
      if (event.event === 'step') console.log(event.loss, event.parts)
    },
  }),
)
// #endregion

assert.deepEqual(Object.keys(parts!), ['together', 'apart', 'gor_mean', 'gor_second_moment'])
