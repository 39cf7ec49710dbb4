import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, tensorOf, withGradients } from '../../core/test/numeric.js'
import { batchHardTriplet } from '../src/batchHardTriplet.js'

const { does } = batchHardTriplet.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const losses = (settings: Parameters<typeof batchHardTriplet>[0], text: Nested, label: Nested) =>
  withGradients(
    each => does.apply({ text: each as tf.Tensor, label: tensorOf(label) }, settingsOf(batchHardTriplet(settings)), {}),
    [tensorOf(text)],
  )
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-6, `${actual} instead of ${expected}`)

test('a row without another of its class is at distance 0 from its positive', () => {
  // 0 − 2 + 3, then 1 − 1 + 3 and 1 − 2 + 3 of the rows 2 and 3
  near(losses({ margin: 3 }, [[0], [2], [3]], [0, 1, 1]).values, [1, 2, 1])
})

test('a batch of one class has no negative: the farthest stands for it, and the margin is left', () => {
  near(losses({ margin: 3 }, [[0], [2], [5]], [1, 1, 1]).values, [3, 3, 3])
})

test('a batch of one row costs the margin and moves nothing', () => {
  const { values, gradients } = losses({ margin: 3 }, [[4, 5]], [0])
  near(values, [3])
  near(gradients[0]!, [0, 0])
})

test('equal texts have no direction: gradients are numbers', () => {
  const { values, gradients } = losses(
    { margin: 3 },
    [
      [1, 1],
      [1, 1],
      [1, 1],
      [2, 1],
    ],
    [0, 0, 1, 1],
  )
  near(values, [3, 3, 4, 3])
  assert.ok(gradients.flat().every(Number.isFinite))
})

test.run()
