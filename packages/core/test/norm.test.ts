import './cpu.js'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { norm, unit } from '../src/norm.js'
import { differences, farthest, randomNumbers, tensorOf, withGradients } from './numeric.js'

test('the norm of (3, 4) is 5, and its gradient (3, 4)/5; a row of zeros has norm 0 and gradient 0', () => {
  const { values, gradients } = withGradients(norm as (x: tf.Tensor) => tf.Tensor, [
    tensorOf([
      [3, 4],
      [0, 0],
    ]),
  ])
  assert.equal(values, [5, 0])
  assert.ok(farthest(gradients[0]!, [0.6, 0.8, 0, 0]) < 1e-6)
})

test('it is taken over the last axis, whatever stands before it', () => {
  assert.equal(
    norm(
      tensorOf([
        [
          [3, 4],
          [6, 8],
        ],
        [
          [0, 1],
          [5, 12],
        ],
      ]),
    ).arraySync(),
    [
      [5, 10],
      [1, 13],
    ],
  )
})

test('a unit vector keeps its direction; its gradient is across it', () => {
  const { values, gradients } = withGradients(x => unit(x, 1e-12), [tensorOf([[3, 4]])])
  assert.ok(farthest(values, [0.6, 0.8]) < 1e-6)
  assert.ok(farthest(gradients[0]!, [0.032, -0.024]) < 1e-6)
})

test('below the smallest norm a row is divided by that norm', () => {
  const { values, gradients } = withGradients(
    x => unit(x, 2),
    [
      tensorOf([
        [0.6, 0.8],
        [0, 0],
      ]),
    ],
  )
  assert.ok(farthest(values, [0.3, 0.4, 0, 0]) < 1e-6)
  assert.ok(farthest(gradients[0]!, [0.5, 0.5, 0.5, 0.5]) < 1e-6)
})

test('both gradients are those of finite differences', () => {
  const at = [tensorOf(randomNumbers(1, 4, 5))]
  for (const f of [norm, (x: tf.Tensor) => unit(x, 1e-8)])
    assert.ok(farthest(withGradients(f, at).gradients[0]!, differences(f, at)[0]!) < 1e-3)
})

test.run()
