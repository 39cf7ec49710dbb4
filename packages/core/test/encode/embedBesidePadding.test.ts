import '../cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { embedBesidePadding } from '../../src/encode/embedBesidePadding.js'
import { withGradients } from '../numeric.js'

const tokens = tf.tensor1d([5, 1, 6, 7, 1, 1, 8], 'int32')

test('nothing is learned of the row of padding, whatever its place in the table is', () => {
  const table = tf.tensor2d([10, 20, 30, 40], [4, 1])
  const rows = tf.tensor1d([1, 0, 2, 3, 0, 0, 1], 'int32')
  const { values, gradients } = withGradients(x => embedBesidePadding(x, rows, { tokens }, 1), [table])
  assert.equal(values, [20, 10, 30, 40, 10, 10, 20])
  assert.equal(gradients, [[0, 2, 1, 1]])
})

test.run()
