import '../cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { convolution } from '../../src/encode/convolution.js'
import { differences, farthest, numbersOf, seeded, withGradients } from '../numeric.js'

/** Two sentences, of three tokens and of one. */
const positions = tf.tensor1d([0, 1, 2, 0], 'int32')

test('a token sees its neighbours in the sentence, and zeros beyond its ends', () => {
  const x = tf.tensor2d([1, 2, 3, 10], [4, 1])
  const weight = tf.tensor3d([1, 10, 100], [1, 1, 3])
  const found = convolution(x, weight, tf.tensor1d([0.5]), 1, { positions })
  assert.equal(numbersOf(found), [210.5, 321.5, 32.5, 100.5])
})

test('parts of the input make parts of the output', () => {
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2])
  const weight = tf.tensor3d([10, 100], [2, 1, 1])
  const found = convolution(x, weight, tf.zeros([2]), 2, { positions })
  assert.equal(numbersOf(found), [10, 200, 30, 400, 50, 600, 70, 800])
})

test('gradients are those of finite differences', () => {
  const draw = seeded(3)
  const drawn = (...shape: readonly number[]) =>
    tf.tensor(Array.from({ length: shape.reduce((a, b) => a * b) }, draw), [...shape])
  const given = [drawn(4, 4), drawn(6, 2, 5), drawn(6)]
  const f = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) =>
    convolution(x as tf.Tensor2D, weight, bias, 2, { positions })
  const upstream = drawn(4, 6)
  const { gradients } = withGradients(f as never, given, upstream)
  const slopes = differences(f as never, given, numbersOf(upstream))
  for (const [i, gradient] of gradients.entries()) assert.ok(farthest(gradient, slopes[i]!) < 2e-3, `input ${i}`)
})

test.run()
