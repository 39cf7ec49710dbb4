import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { epochBatches, lengthOf, rowOrder, stepGroups } from '../../src/train/batches.js'

test('the last batch of an epoch may be short', () => {
  assert.equal(epochBatches(5, 2, [4, 0, 3, 1, 2]), [[4, 0], [3, 1], [2]])
  assert.equal(epochBatches(4, 4, [0, 1, 2, 3]), [[0, 1, 2, 3]])
  assert.equal(epochBatches(3, 8, [2, 1, 0]), [[2, 1, 0]])
})

test('batches that make a step together never reach over the end of an epoch', () => {
  assert.equal(stepGroups(['a', 'b', 'c', 'd', 'e'], 2), [['a', 'b'], ['c', 'd'], ['e']])
  assert.equal(stepGroups(['a', 'b'], 1), [['a'], ['b']])
})

test('the order of epoch e is torch.randperm of a generator seeded seed + e', () => {
  assert.equal(rowOrder('shuffled', 10, 42, 0), [2, 6, 1, 8, 4, 5, 0, 9, 3, 7])
  assert.equal(rowOrder('shuffled', 10, 42, 1), [8, 4, 9, 0, 5, 1, 6, 7, 2, 3])
  assert.equal(
    rowOrder('shuffled', 5749, 42, 0).slice(0, 20),
    [
      4103, 2688, 3149, 865, 1975, 1084, 2867, 4935, 5438, 1822, 3311, 3009, 5251, 3439, 1240, 2681, 4509, 3444, 4897,
      3785,
    ],
  )
  assert.equal(rowOrder('shuffled', 5749, 42, 2).slice(0, 5), [2926, 4632, 2313, 4228, 5242])
})

test('rows as they are given', () => {
  assert.equal(rowOrder('as given', 4, 42, 3), [0, 1, 2, 3])
})

test('the STS Benchmark in batches of 16: 360 steps an epoch', () => {
  assert.equal(lengthOf(5749, { batchSize: 16, accumulate: 1, epochs: 1 }), { stepsPerEpoch: 360, total: 360 })
  assert.equal(lengthOf(5749, { batchSize: 16, accumulate: 7, epochs: 2 }), { stepsPerEpoch: 52, total: 104 })
  assert.equal(lengthOf(5749, { batchSize: 16, accumulate: 1, steps: 500 }), { stepsPerEpoch: 360, total: 500 })
})

test.run()
