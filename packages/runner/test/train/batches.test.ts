import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { epochBatches, lengthOf, stepGroups } from '../../src/train/batches.js'

test('the last batch of an epoch may be short', () => {
  assert.equal(epochBatches(5, 2, [4, 0, 3, 1, 2]), [[4, 0], [3, 1], [2]])
  assert.equal(epochBatches(4, 4, [0, 1, 2, 3]), [[0, 1, 2, 3]])
  assert.equal(epochBatches(3, 8, [2, 1, 0]), [[2, 1, 0]])
})

test('batches that make a step together never reach over the end of an epoch', () => {
  assert.equal(stepGroups(['a', 'b', 'c', 'd', 'e'], 2), [['a', 'b'], ['c', 'd'], ['e']])
  assert.equal(stepGroups(['a', 'b'], 1), [['a'], ['b']])
})

test('the STS Benchmark in 360 batches of 16', () => {
  assert.equal(lengthOf([360], { accumulate: 1 }), { stepsPerEpoch: 360, total: 360 })
  assert.equal(lengthOf([360, 360], { accumulate: 7 }), { stepsPerEpoch: 52, total: 104 })
  assert.equal(lengthOf([360], { accumulate: 1, steps: 500 }), { stepsPerEpoch: 360, total: 500 })
})

test('epochs of different numbers of batches are added up', () => {
  assert.equal(lengthOf([7, 6, 8], { accumulate: 2 }), { stepsPerEpoch: 4, total: 11 })
  assert.equal(lengthOf([7], { accumulate: 1, steps: 3 }), { stepsPerEpoch: 7, total: 3 })
})

test.run()
