import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, tensorOf, withGradients } from '../../core/test/numeric.js'
import { onlineContrastive } from '../src/onlineContrastive.js'

const { does } = onlineContrastive.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const settings = settingsOf(onlineContrastive({ margin: 3, distance: 'manhattan' }))
/** Pairs so far apart on a line. */
const lossOf = (apart: readonly number[], label: Nested) =>
  withGradients(
    each =>
      does.apply(
        { sentence1: each as tf.Tensor, sentence2: tensorOf(apart.map(() => [0])), label: tensorOf(label) },
        settings,
        {},
      ),
    [tensorOf(apart.map(x => [x]))],
  )
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 2e-5, `${actual} instead of ${expected}`)

test('where no pair is labelled 0, those farther apart than the mean come together', () => {
  const { values, gradients } = lossOf([1, 2, 6], [1, 1, 1])
  near(values, [36])
  near(gradients[0]!, [0, 0, 12])
})

test('where no pair is labelled 1, those nearer than the mean come apart', () => {
  const { values, gradients } = lossOf([1, 2, 6], [0, 0, 0])
  near(values, [4 + 1])
  near(gradients[0]!, [-4, -2, 0])
})

test('pairs that are in order cost nothing, and so do those as far apart as the border', () => {
  near(lossOf([1, 2, 5], [1, 0, 0]).values, [0])
  near(lossOf([2, 2], [1, 0]).values, [0])
})

test.run()
