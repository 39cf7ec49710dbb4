import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { byNorm } from '../src/index.js'
import { applied } from './values.js'

// Lengths 5, 1 and, behind the mask, 100.
const tokens = tf.tensor3d([
  [
    [3, 4],
    [0, 1],
    [100, 0],
  ],
])
const mask = tf.tensor2d([[1, 1, 0]])
const near = (found: readonly number[], wanted: readonly number[]) => {
  assert.is(found.length, wanted.length)
  found.forEach((each, at) => assert.ok(Math.abs(each - wanted[at]!) < 1e-5, `${found} is not ${wanted}`))
}

test('each vector is weighted by its length', () => {
  // (5 · [3, 4] + 1 · [0, 1]) / 6
  near(applied(byNorm(), { tokens, mask }), [15 / 6, 21 / 6])
})

test('a power of 2 weights by the square', () => {
  near(applied(byNorm({ power: 2 }), { tokens, mask }), [75 / 26, 101 / 26])
})

test('a power of 0 is the ordinary mean', () => {
  near(applied(byNorm({ power: 0 }), { tokens, mask }), [1.5, 2.5])
})

test('a text without tokens gives zeros', () => {
  near(applied(byNorm(), { tokens, mask: tf.zerosLike(mask) }), [0, 0])
})

test.run()
