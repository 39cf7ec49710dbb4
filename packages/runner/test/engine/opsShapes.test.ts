import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import { bools, checkRows, floats, ints, none, type Row, smooth } from './opsRows.js'

// Numbers in other shapes and orders; parts of tensors, and tensors made of parts.

const six = floats([0.5, -1.2, 2.1, 0.3, 1.7, -0.8], [2, 3])
const eight = floats([0.5, -1.2, 2.1, 0.3, 1.7, -0.8, 0.9, -2.2], [2, 2, 2])
const row = floats([0.5, -1.2, 2.1])
const scalar = floats([3], [])

const shaping: readonly Row[] = [
  smooth('Reshape', x => tf.reshape(x, [3, -1]), six),
  smooth('Reshape to a vector', x => tf.reshape(x, [-1]), eight),
  smooth('Reshape of a scalar', x => tf.reshape(x, [1, 1]), scalar),
  smooth('squeeze', x => tf.squeeze(x), floats([1, 2], [1, 2, 1])),
  smooth('ExpandDims', x => tf.expandDims(x, 1), six),
  smooth('ExpandDims from the back', x => tf.expandDims(x, -1), six),
  smooth('ExpandDims of a scalar', x => tf.expandDims(x), scalar),
  smooth('Transpose', x => tf.transpose(x), six),
  smooth('Transpose of rank 3', x => tf.transpose(x, [2, 0, 1]), eight),
  none('Transpose of truths', x => tf.transpose(x), bools([1, 0, 0, 1, 1, 0], [2, 3])),
  smooth('Tile', x => tf.tile(x, [2, 3]), six),
  smooth('Tile, one axis of three', x => tf.tile(x, [1, 4, 1]), eight),
  smooth('Tile of nothing', x => tf.tile(x, [1, 1]), six),
  smooth('Tile of rank 5', x => tf.tile(x, [2, 1, 2, 1, 3]), floats([1, 2], [1, 2, 1, 1, 1])),
  smooth('broadcastTo', x => tf.broadcastTo(x, [2, 4, 3]), floats([1, 2, 3], [1, 3])),
  smooth('Reverse', x => tf.reverse(x), six),
  smooth('Reverse from the back', x => tf.reverse(x, -2), eight),
  smooth('Reverse of two axes', x => tf.reverse(x, [0, 2]), eight),
  smooth('Diag', x => tf.diag(x), row),
  smooth('Diag of a matrix', x => tf.diag(x), six),
]

const cutting: readonly Row[] = [
  smooth('Slice', x => tf.slice(x, [0, 1], [2, 2]), six),
  smooth('Slice by a number', x => tf.slice(x, 1, 1), eight),
  smooth('Slice to the end', x => tf.slice(x, [1, 0], [-1, 2]), six),
  smooth('Slice without a size', x => tf.slice(x, [0, 1]), six),
  smooth('Slice of everything', x => tf.slice(x, 0), six),
  smooth('Slice of nothing', x => tf.slice(x, 1, 0), row),
  smooth('SplitV', x => tf.split(x, [1, 2], 1), six),
  smooth('SplitV in equal parts, from the back', x => tf.split(x, 3, -1), six),
  smooth('SplitV in one part', x => tf.split(x, [3], 1), six),
  smooth('SplitV, the rest', x => tf.split(x, [2, -1], 1), six),
  smooth('Unpack', x => tf.unstack(x), six),
  smooth('Unpack from the back', x => tf.unstack(x, -1), eight),
  smooth('StridedSlice', x => tf.stridedSlice(x, [0, 2], [2, 0], [1, -1]), six),
  smooth('StridedSlice, masked', x => tf.stridedSlice(x, [1, 1], [2, 2], [1, 2], 2, 3), six),
  smooth('StridedSlice of one row', x => tf.stridedSlice(x, [1], [2], [1], 0, 0, 0, 0, 1), eight),
  smooth('StridedSlice with a new axis', x => tf.stridedSlice(x, [0, 0], [0, 2], [1, 1], 0, 0, 0, 1), six),
  smooth('StridedSlice with an ellipsis', x => tf.stridedSlice(x, [0, 1], [0, 2], [1, 1], 0, 0, 1), eight),
]

const joining: readonly Row[] = [
  smooth('Concat', (a, b) => tf.concat([a, b, a], 0), six, floats([1, 2, 3], [1, 3])),
  smooth('Concat from the back', (a, b) => tf.concat([a, b], -1), six, floats([1, 2], [2, 1])),
  smooth('Pack', (a, b) => tf.stack([a, b]), row, floats([1, 2, 3])),
  smooth('Pack in the middle', (a, b) => tf.stack([a, b], 1), six, floats([6, 5, 4, 3, 2, 1], [2, 3])),
  smooth('Pack of scalars', (a, b) => tf.stack([a, b, a]), scalar, floats([1], [])),
  smooth('AddN', (a, b) => tf.addN([a, b, a]), six, floats([6, 5, 4, 3, 2, 1], [2, 3])),
]

const padding: readonly Row[] = [
  smooth('PadV2', x => tf.pad(x, [[1, 0], [0, 2]], 0.5), six), // biome-ignore format: a matrix
  none('PadV2 of integers', x => tf.pad(x, [[1, 2]], 7), ints([1, 2])),
  smooth('MirrorPad, reflect', x => tf.mirrorPad(x, [[1, 0], [2, 1]], 'reflect'), six), // biome-ignore format: a matrix
  smooth('MirrorPad, symmetric', x => tf.mirrorPad(x, [[2, 2]], 'symmetric'), row),
  smooth('SpaceToBatchND', x => tf.spaceToBatchND(x, [2], [[1, 0]]), floats([1, 2, 3, 4, 5, 6], [1, 3, 2])),
  smooth('BatchToSpaceND', x => tf.batchToSpaceND(x, [2], [[0, 1]]), floats([1, 2, 3, 4], [2, 2, 1])),
]

const made: readonly Row[] = [
  none('Fill', x => tf.add(x, tf.fill([2, 3], 1.5)), six),
  none('Fill with truths', x => tf.logicalAnd(x, tf.fill([2], 1, 'bool')), bools([1, 0])),
  none('LinSpace', x => tf.add(x, tf.linspace(-1, 1, 5)), scalar),
  none('LinSpace of one', x => tf.add(x, tf.linspace(2, 3, 1)), scalar),
  none('Range', x => tf.add(x, tf.range(2, 9, 3, 'int32')), ints([1], [])),
  none('Range downwards', x => tf.add(x, tf.range(3, 0)), scalar),
  none('Range by parts', x => tf.add(x, tf.range(0, 1, 0.25)), scalar),
  none('Range of nothing', x => tf.add(x, tf.range(1, 1)), scalar),
  none('OneHot', x => tf.oneHot(x, 3), ints([2, 0, 5])),
  none('OneHot with its own values', x => tf.oneHot(x, 2, 3, 0.5, 'float32'), ints([1, 0, -1, 1], [2, 2])),
  none('eye', x => tf.matMul(x, tf.eye(3)), six),
  none('moments', x => Object.values(tf.moments(x, 0)), six),
]

// Its wasm kernel takes integers for floats, and places are integers.
await checkRows([...shaping, ...cutting, ...joining, ...padding, ...made], ['StridedSlice', 'StridedSlice, masked'])
test.run()
