import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, tensorOf, withGradients } from '../../core/test/numeric.js'
import { triplet } from '../src/triplet.js'

const { does, options } = triplet.definition
const losses = (settings: object, ...texts: readonly Nested[]) =>
  withGradients((anchor, positive, negative) => {
    if (does.family !== 'loss') throw new Error('it is no loss')
    return does.apply(
      { anchor, positive, negative } as Record<string, tf.Tensor>,
      options.decode('', { ...settings }).value,
      {},
    )
  }, texts.map(tensorOf))
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-6, `${actual} instead of ${expected}`)

test('the margin is 1 and the distance Euclidean when they are not written', () => {
  assert.equal(settingsOf(triplet()), { margin: 1, distance: 'euclidean', columns: {} })
})

test('Manhattan: |1| + |−2| = 3 to the positive, |4| + |0| = 4 to the negative', () => {
  const { values, gradients } = losses({ margin: 2, distance: 'manhattan' }, [[1, 1]], [[0, 3]], [[5, 1]])
  near(values, [1])
  // sign(0) is 0, so the second number of the negative has no part
  near(gradients[0]!, [1 + 1, -1 + 0])
  near(gradients[1]!, [-1, 1])
  near(gradients[2]!, [-1, 0])
})

test('cosine: 1 − 0.6 to the positive, 1 − 0.8 to the negative', () => {
  const { values, gradients } = losses({ margin: 0.5, distance: 'cosine' }, [[1, 0]], [[3, 4]], [[8, 6]])
  near(values, [0.4 - 0.2 + 0.5])
  // ∂cos/∂a = p̂ − cos · â
  near(gradients[0]!, [0, 0.6 - 0.8])
})

test('an anchor that is its positive is at distance 0 with gradient 0', () => {
  const { values, gradients } = losses({}, [[1, 2]], [[1, 2]], [[1, 2.5]])
  near(values, [0.5])
  near(gradients[0]!, [0, 1])
  near(gradients[1]!, [0, 0])
  near(gradients[2]!, [0, -1])
})

test('three equal texts cost the margin; no distance has a gradient that is not a number', () => {
  for (const distance of ['euclidean', 'manhattan', 'cosine']) {
    const { values, gradients } = losses({ distance }, [[3, 4]], [[3, 4]], [[3, 4]])
    near(values, [1])
    assert.ok(gradients.flat().every(Number.isFinite))
  }
})

test('a zero vector has cosine 0 with everything', () => {
  const { values, gradients } = losses({ distance: 'cosine' }, [[0, 0]], [[1, 2]], [[2, 1]])
  near(values, [1])
  assert.ok(gradients.flat().every(Number.isFinite))
})

test('a triplet that is far enough costs nothing and moves nothing', () => {
  const { values, gradients } = losses({ margin: 0.5 }, [[0, 0]], [[1, 0]], [[0, 3]])
  assert.equal(values, [0])
  assert.ok(gradients.flat().every(g => g === 0))
})

test.run()
