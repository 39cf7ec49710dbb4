import '../cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { turned, turns } from '../../src/encode/rotary.js'
import { differences, farthest, numbersOf, withGradients } from '../numeric.js'

const { cos, sin } = Math
const at = (...positions: readonly number[]) => tf.tensor1d([...positions], 'int32')

test('the first half of a head turns with the second, each pair slower than the one before', () => {
  const x = tf.tensor2d([1, 0, 0, 1, 0, 1, 0, 0], [1, 8])
  const found = numbersOf(turned(x, turns(at(2), 10_000, 4)))
  const first = [cos(2), -sin(0.02), sin(2), cos(0.02)]
  assert.ok(farthest(found, [...first, 0, cos(0.02), 0, sin(0.02)]) < 1e-6)
})

test('the product of two turned heads depends on the distance of their positions alone', () => {
  const x = tf.tensor2d([0.3, -0.7, 1.1, 0.4, -0.2, 0.9, 0.5, -1.3], [2, 4])
  const product = (...positions: readonly number[]): number => {
    const [a, b] = tf.unstack(turned(x, turns(at(...positions), 50, 4)))
    return tf.sum(tf.mul(a!, b!)).dataSync()[0]!
  }
  assert.ok(Math.abs(product(0, 3) - product(40, 43)) < 1e-5)
  assert.ok(Math.abs(product(0, 3) - product(0, 2)) > 1e-2)
})

test('the gradient turns back', () => {
  const x = tf.tensor2d([0.3, -0.7, 1.1, 0.4], [1, 4])
  const upstream = tf.tensor2d([1, -2, 0.5, 3], [1, 4])
  const angles = turns(at(5), 50, 2)
  const { gradients } = withGradients(x => turned(x as tf.Tensor2D, angles), [x], upstream)
  const slopes = differences(x => turned(x as tf.Tensor2D, angles), [x], numbersOf(upstream))
  assert.ok(farthest(gradients[0]!, slopes[0]!) < 1e-3)
})

test.run()
