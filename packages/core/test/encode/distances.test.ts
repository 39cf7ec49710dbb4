import '../cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { byKey, distances, rowsOf } from '../../src/encode/distances.js'
import { withGradients } from '../numeric.js'

test('one value a distance is laid out over keys: key − query = −2, −1, 0, 1', () => {
  const x = tf.tensor3d([0, 1, 2, 3, 4, 5, 6, 7], [1, 2, 4])
  const upstream = tf.tensor3d([1, 2, 3, 4], [1, 2, 2])
  const { values, shape, gradients } = withGradients(x => byKey(x, distances(2)), [x], upstream)
  assert.equal(shape, [1, 2, 2])
  assert.equal(values, [2, 3, 5, 6])
  assert.equal(gradients, [[0, 0, 1, 2, 0, 3, 4, 0]])
})

test('a sentence of one token has one distance', () => {
  assert.equal([...byKey(tf.tensor3d([7, 8], [1, 1, 2]), distances(1)).dataSync()], [8])
})

test('distances beyond the reach have the row of the farthest', () => {
  const rows = rowsOf(distances(3), { reach: 1, of: distance => 10 + distance })
  assert.equal([...rows.dataSync()], [9, 9, 9, 10, 11, 11])
})

test.run()
