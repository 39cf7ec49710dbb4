import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import { checkRows, floats, ints, none, type Row, smooth } from './opsRows.js'

// Numbers picked by their places, or put there.

const six = floats([0.5, -1.2, 2.1, 0.3, 1.7, -0.8], [3, 2])
const cube = floats([0.5, -1.2, 2.1, 0.3, 1.7, -0.8, 0.9, -2.2, 0.1, 0.2, 0.4, 0.6], [2, 3, 2])
const two = floats([1, 2])

const picked: readonly Row[] = [
  smooth('GatherV2, a row twice', (x, at) => tf.gather(x, at), six, ints([2, 0, 2])),
  smooth('GatherV2 by one place', (x, at) => tf.gather(x, at), six, ints([1], [])),
  smooth('GatherV2 by a matrix', (x, at) => tf.gather(x, at), six, ints([2, 0, 1, 1], [2, 2])),
  smooth('GatherV2 of the last axis', (x, at) => tf.gather(x, at, 1), six, ints([1, 1, 0])),
  smooth('GatherV2 within rows', (x, at) => tf.gather(x, at, 1, 1), cube, ints([2, 2, 0, 1], [2, 2])),
  smooth('GatherV2 within rows, the last axis', (x, at) => tf.gather(x, at, 2, 1), cube, ints([1, 1, 0, 1], [2, 2])),
  smooth('GatherV2 within rows of rows', (x, at) => tf.gather(x, at, 2, 2), cube, ints([1, 1, 0, 1, 0, 0], [2, 3, 1])),
  none('GatherV2 of integers', (x, at) => tf.gather(x, at), ints([5, 6, 7]), ints([2, 2])),
  smooth('GatherNd', (x, at) => tf.gatherND(x, at), cube, ints([1, 2, 0, 0, 1, 2], [3, 2])),
  smooth('GatherNd of numbers', (x, at) => tf.gatherND(x, at), six, ints([2, 1, 0, 0, 2, 1], [3, 2])),
  smooth('booleans as places', x => tf.mul(x, tf.cast(tf.greater(x, 0), 'float32')), six),
]

const put: readonly Row[] = [
  smooth('ScatterNd', (at, x) => tf.scatterND(at, x, [4]), ints([1, 3, 1], [3, 1]), floats([1, 2, 3])),
  smooth(
    'ScatterNd of rows',
    (at, x) => tf.scatterND(at, x, [3, 2]),
    ints([2, 0], [2, 1]),
    floats([1, 2, 3, 4], [2, 2]),
  ),
  smooth(
    'TensorScatterUpdate',
    (x, at, y) => tf.tensorScatterUpdate(x, at, y),
    six,
    ints([2, 0], [2, 1]),
    floats([9, 8, 7, 6], [2, 2]),
  ),
  smooth(
    'SparseToDense',
    (at, x, or) => tf.sparseToDense(at, x, [5], or as tf.Scalar),
    ints([1, 3]),
    two,
    floats([0.5], []),
  ),
  smooth('SparseToDense in a matrix', (at, x) => tf.sparseToDense(at, x, [2, 2], 0), ints([0, 1, 1, 0], [2, 2]), two),
  smooth('SparseToDense, one number', (at, x) => tf.sparseToDense(at, x, [3], 0), ints([0, 2]), floats([4], [])),
  smooth('UnsortedSegmentSum', (x, at) => tf.unsortedSegmentSum(x, at as tf.Tensor1D, 4), six, ints([2, 0, 2])),
  smooth(
    'UnsortedSegmentSum, one left out',
    (x, at) => tf.unsortedSegmentSum(x, at as tf.Tensor1D, 2),
    six,
    ints([1, -1, 1]),
  ),
  smooth(
    'Bincount',
    (at, x) => tf.bincount(at as tf.Tensor1D, x as tf.Tensor1D, 4),
    ints([0, 2, 2]),
    floats([1, 2, 3]),
  ),
]

await checkRows([...picked, ...put])
test.run()
