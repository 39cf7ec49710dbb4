import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import type { Compute, Fed } from '../graph/traceFunction.js'
import { spread } from './finiteDifferences.js'
import { compareCompiled, withNative } from './opsRows.js'

// One graph for batches of every size, as the engine computes them one by one.

const f = (...shape: Fed['shape']): Fed => ({ shape, dtype: 'float32' })
const i = (...shape: Fed['shape']): Fed => ({ shape, dtype: 'int32' })
const rows = f('rows', 3)
const sizes = [1, 2, 5]
type Four = tf.Tensor4D

const table: readonly (readonly [name: string, fed: readonly Fed[], apply: Compute])[] = [
  ['a function of each number', [rows], x => tf.sin(tf.clipByValue(tf.softplus(x), 0.1, 2))],
  ['a row against all', [rows, f(3)], (x, y) => tf.maximum(tf.squaredDifference(x, y), tf.mul(x, y))],
  ['all pairs of rows', [rows, rows], (x, y) => tf.minimum(tf.expandDims(x, 1), tf.expandDims(y, 0))],
  ['leaky slopes', [rows, f(3)], (x, y) => tf.add(tf.prelu(x, y), tf.add(tf.leakyRelu(x), tf.elu(x)))],
  ['where', [rows], x => tf.where(tf.greater(x, 0), x, tf.mul(x, 3))],
  ['where, a column', [rows, f('rows', 1)], (x, y) => tf.where(tf.greater(y, 0), x, tf.scalar(2))],
  ['broadcastTo', [f('rows', 1)], x => tf.broadcastTo(x, [x.shape[0]!, 4])],
  ['broadcastTo by rows', [f(1, 3), rows], (x, y) => tf.mul(tf.broadcastTo(x, y.shape), y)],
  [
    'Tile by rows',
    [f(3), f('rows')],
    (x, y) => tf.mul(tf.reshape(tf.tile(x, [y.shape[0]!]), [-1, 3]), tf.expandDims(y, 1)),
  ],
  ['Reverse', [rows], x => tf.reverse(x, 0)],
  ['Diag', [f('rows')], x => tf.diag(x)],
  ['Reshape', [f('rows', 2, 3)], x => tf.reshape(x, [-1, 3])],
  ['Transpose', [f('rows', 2, 3)], x => tf.transpose(x, [2, 0, 1])],
  ['Slice', [rows], x => tf.slice(x, [0, 1], [-1, 2])],
  ['StridedSlice', [rows], x => tf.stridedSlice(x, [0, 0], [0, 3], [1, 2], 1, 1)],
  ['StridedSlice backwards', [rows], x => tf.stridedSlice(x, [0, 0], [0, 0], [-1, 1], 3, 3)],
  ['SplitV', [rows], x => tf.split(x, [1, 2], 1)],
  ['Unpack', [rows], x => tf.unstack(x, 1)],
  ['Concat of batches', [rows, rows], (x, y) => tf.concat([x, y], 0)],
  ['Pack', [rows, rows], (x, y) => tf.stack([x, y], 1)],
  ['AddN', [rows, rows], (x, y) => tf.addN([x, y, x])],
  ['PadV2', [rows], x => tf.pad(x, [[0, 1], [1, 0]])], // biome-ignore format: a matrix
  ['MirrorPad', [rows], x => tf.mirrorPad(x, [[0, 0], [1, 2]], 'reflect')], // biome-ignore format: a matrix
  ['Max', [rows], x => tf.max(x, 1)],
  ['Min over the batch', [rows], x => tf.min(x, 0, true)],
  ['Mean over the batch', [rows], x => tf.mean(x, 0)],
  ['Prod over the batch', [rows], x => tf.prod(x, 0)],
  ['Prod of rows', [rows], x => tf.prod(x, -1, true)],
  ['logSumExp of pairs', [rows], x => tf.logSumExp(tf.matMul(x, x, false, true), 1)],
  ['log softmax of pairs', [rows], x => tf.logSoftmax(tf.matMul(x, x, false, true))],
  ['Cumsum over the batch', [rows], x => tf.cumsum(x, 0, true)],
  ['Cumprod over the batch', [rows], x => tf.cumprod(x, 0, false, true)],
  ['TopK of rows', [rows], x => Object.values(tf.topk(x, 2))],
  ['TopK of a batch', [f('rows')], x => Object.values(tf.topk(x, x.shape[0]!))],
  ['the hardest of all rows', [rows], x => tf.gather(x, tf.argMin(tf.matMul(x, x, false, true), 1))],
  ['GatherV2 within rows', [f('rows', 4, 2), i('rows', 3)], (x, at) => tf.gather(x, at, 1, 1)],
  ['GatherV2 of columns', [rows, i(2)], (x, at) => tf.gather(x, at, 1)],
  ['GatherNd', [rows, i('rows', 1)], (x, at) => tf.gatherND(x, at)],
  ['ScatterNd', [i('rows', 1), rows], (at, x) => tf.scatterND(at, x, [4, 3])],
  ['TensorScatterUpdate', [rows, i(1, 1), f(1, 3)], (x, at, y) => tf.tensorScatterUpdate(x, at, y)],
  ['UnsortedSegmentSum', [rows, i('rows')], (x, at) => tf.unsortedSegmentSum(x, at as tf.Tensor1D, 2)],
  ['OneHot', [i('rows'), rows], (at, x) => tf.mul(tf.oneHot(at, 3), x)],
  ['LinSpace', [f('rows')], x => tf.mul(x, tf.linspace(0, 1, x.shape[0]!))],
  [
    'each row but itself',
    [rows],
    x => {
      const places = tf.range(0, x.shape[0]!, 1, 'int32')
      const other = tf.notEqual(tf.expandDims(places, 1), tf.expandDims(places, 0))
      return tf.mul(tf.matMul(x, x, false, true), tf.cast(other, 'float32'))
    },
  ],
  ['a product', [rows, f(3, 2)], (x, y) => tf.matMul(x, y)],
  ['a batch and one matrix', [f('rows', 2, 3), f(3, 2)], (x, y) => tf.matMul(x, y)],
  ['one matrix and a batch', [f(2, 3), f('rows', 3, 2)], (x, y) => tf.matMul(x, y)],
  ['a batch transposed', [f('rows', 3, 2), f('rows', 3, 2)], (x, y) => tf.matMul(x, y, true)],
  ['fused', [rows, f(3, 2), f(2)], (a, b, bias) => tf.fused.matMul({ a, b, bias })],
  ['Einsum', [f('rows', 2, 3), f(3, 4)], (a, b) => tf.einsum('bij,jk->bik', a, b)],
  ['Einsum of all pairs', [rows, rows], (a, b) => tf.einsum('ik,jk->ij', a, b)],
  ['conv1d', [f('rows', 5, 2), f(3, 2, 2)], (x, y) => tf.conv1d(x as tf.Tensor3D, y as tf.Tensor3D, 1, 'same')],
  ['MaxPool', [f('rows', 4, 4, 1)], x => tf.maxPool(x as Four, 2, 2, 'valid')],
  ['AvgPool', [f('rows', 4, 4, 1)], x => tf.avgPool(x as Four, 2, 1, 'same')],
  [
    'FusedBatchNorm by its moments',
    [rows, f(3), f(3)],
    (x, offset, scale) => {
      const { mean, variance } = tf.moments(x, 0)
      type One = tf.Tensor1D
      return tf.batchNorm(x as tf.Tensor2D, mean as One, variance as One, offset as One, scale as One, 0.1)
    },
  ],
]

/** Places are 0 or 1 where there is more than one row. */
const filled = ({ shape, dtype }: Fed, size: number, phase: number): tf.Tensor => {
  const sides = shape.map(side => (side === 'rows' ? size : side))
  if (dtype === 'float32') return spread(sides, phase)
  return tf.tensor(
    Array.from({ length: sides.reduce((a, b) => a * b, 1) }, (_, at) => (size === 1 ? 0 : at % 2)),
    sides,
    'int32',
  )
}

await withNative(() => {
  for (const [name, fed, apply] of table)
    test(name, () => {
      const runs = sizes.map(size => fed.map((each, phase) => filled(each, size, phase * 5 + size)))
      compareCompiled(apply, true, fed, runs)
      tf.dispose(runs.flat())
    })
})
test.run()
