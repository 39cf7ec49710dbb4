import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, tensorOf, withGradients } from '../../core/test/numeric.js'
import { batchAllTriplet } from '../src/batchAllTriplet.js'
import { batchSemiHardTriplet } from '../src/batchSemiHardTriplet.js'

const lossOf = (make: typeof batchSemiHardTriplet | typeof batchAllTriplet, text: Nested, label: Nested) => {
  const { does } = make.definition
  if (does.family !== 'loss') throw new Error('it is no loss')
  const settings = settingsOf(make({ margin: 3 }))
  return withGradients(
    each => does.apply({ text: each as tf.Tensor, label: tensorOf(label) }, settings, {}),
    [tensorOf(text)],
  )
}
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-6, `${actual} instead of ${expected}`)

test('without two rows of a class there is nothing to learn', () => {
  for (const make of [batchSemiHardTriplet, batchAllTriplet]) {
    const { values, gradients } = lossOf(make, [[0], [2], [3]], [0, 1, 2])
    near(values, [0])
    near(gradients[0]!, [0, 0, 0])
  }
})

test('without another class, all triplets are none, and the nearest row of all stands for the negative', () => {
  near(lossOf(batchAllTriplet, [[0], [2], [6]], [1, 1, 1]).values, [0])
  // the nearest row of all is the row itself, at 0: (2 + 6 + 4) / 3 + 3
  near(lossOf(batchSemiHardTriplet, [[0], [2], [6]], [1, 1, 1]).values, [7])
})

test('a negative as far as the positive does not lie beyond it', () => {
  // from 0: 2 − 5 + 3; from 2: 2 − 4 + 3 (5 lies 3 away, −2 lies 4 away, both beyond; the nearest counts: 2 − 3 + 3)
  near(lossOf(batchSemiHardTriplet, [[0], [2], [-2], [5]], [0, 0, 1, 2]).values, [(0 + 2) / 2])
})

test('equal texts have no direction: gradients are numbers', () => {
  for (const make of [batchSemiHardTriplet, batchAllTriplet]) {
    const { gradients } = lossOf(make, [[1, 1], [1, 1], [1, 1], [2, 1]], [0, 0, 1, 1]) // biome-ignore format: rows
    assert.ok(gradients.flat().every(Number.isFinite))
  }
})

test.run()
