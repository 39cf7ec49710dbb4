import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { contrast } from '../src/index.js'
import { applied } from './values.js'

// cos 1, 0.6, 0.6 and −1, so d is 0, 0.4, 0.4 and 2
const sentence1 = tf.tensor2d([
  [2, 0],
  [1, 0],
  [1, 0],
  [1, 0],
])
const sentence2 = tf.tensor2d([
  [5, 0],
  [3, 4],
  [3, 4],
  [-1, 0],
])
const same = tf.tensor1d([1, 1, 0, 0])
const near = (found: readonly number[], wanted: readonly number[]) => {
  assert.is(found.length, wanted.length)
  found.forEach((each, at) => assert.ok(Math.abs(each - wanted[at]!) < 1e-6, `${found} is not ${wanted}`))
}

test('pairs are pulled together by their distance, others pushed to the margin', () => {
  // ½ · 0, ½ · 0.4², ½ (0.5 − 0.4)², and far enough already
  near(applied(contrast(), { sentence1, sentence2, same }), [0, 0.08, 0.005, 0])
})

test('a wider margin pushes further', () => {
  near(applied(contrast({ margin: 1 }), { sentence1, sentence2, same }), [0, 0.08, 0.18, 0])
})

test('the length of the vectors does not matter', () => {
  const long = tf.mul(sentence1, 7)
  near(applied(contrast(), { sentence1: long, sentence2, same }), [0, 0.08, 0.005, 0])
})

test.run()
