import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import { bools, checkRows, floats, ints, none, type Row, smooth, steps } from './opsRows.js'

// Sums, running sums, extremes and their places.

const any = [-2.3, 0.7, 1.9, -0.4]
const rows3 = [0.5, -1.2, 2.1, 0.3, 1.7, -0.8]
const cube = [0.5, -1.2, 2.1, 0.3, 1.7, -0.8, 0.9, -2.2]
const along = (
  kind: typeof smooth,
  name: string,
  f: (x: tf.Tensor, axis?: number | number[], keep?: boolean) => tf.Tensor,
) => [
  kind(`${name}, everything`, x => f(x), floats(cube, [2, 2, 2])),
  kind(`${name}, the first axis`, x => f(x, 0), floats(rows3, [2, 3])),
  kind(`${name}, from the back`, x => f(x, -2), floats(cube, [2, 2, 2])),
  kind(`${name}, two axes kept`, x => f(x, [0, -1], true), floats(cube, [2, 2, 2])),
  kind(`${name}, an axis of 1`, x => f(x, 1), floats([1, 2], [2, 1])),
  kind(`${name}, a scalar`, x => f(x), floats([3], [])),
]
const totals = (name: string, f: (x: tf.Tensor, axis: number, exclusive: boolean, reverse: boolean) => tf.Tensor) => [
  smooth(`${name}, a vector`, x => f(x, 0, false, false), floats(any)),
  smooth(`${name}, the first axis, exclusive`, x => f(x, 0, true, false), floats(rows3, [2, 3])),
  smooth(`${name}, from the back, reversed`, x => f(x, -1, false, true), floats(rows3, [2, 3])),
  smooth(`${name}, the middle axis, both`, x => f(x, -2, true, true), floats(cube, [2, 2, 2])),
]
const reductions: readonly Row[] = [
  ...along(smooth, 'Max', tf.max),
  ...along(smooth, 'Mean', tf.mean),
  ...along(smooth, 'Min', tf.min),
  ...along(smooth, 'Prod', tf.prod),
  ...along(smooth, 'Sum', tf.sum),
  ...along(smooth, 'logSumExp', tf.logSumExp),
  none('All', x => tf.all(x, -1), bools([1, 1, 0, 1], [2, 2])),
  none('All, everything kept', x => tf.all(x, undefined, true), bools([1, 1, 1, 1], [2, 2])),
  none('Any', x => tf.any(x, 0), bools([0, 1, 0, 0], [2, 2])),
  none('Sum of truths', x => tf.sum(x), bools([0, 1, 1, 0], [2, 2])),
  none('Sum of integers', x => tf.sum(x, 1), ints([1, 2, 3, 4], [2, 2])),
  none('Prod of integers', x => tf.prod(x, 1), ints([1, 2, 3, 4], [2, 2])),
  smooth('Prod with a zero', x => tf.prod(x, 1), floats([0, 2, 3, 4, 0, 0], [2, 3])),
  steps('Max of equals', x => tf.max(x), floats([2, 2, 1])),
  ...totals('Cumsum', tf.cumsum),
  ...totals('Cumprod', tf.cumprod),
  smooth('Cumprod with zeros', x => tf.cumprod(x, 1), floats([2, 0, 3, 0, 4, 0, 0, 5], [2, 4])),
  smooth('Cumprod with zeros, exclusive, reversed', x => tf.cumprod(x, 0, true, true), floats([2, 0, 3, 0])),
  none('Cumsum of integers', x => tf.cumsum(x), ints([1, 2, 3])),
  smooth('Softmax', x => tf.softmax(x), floats(rows3, [2, 3])),
  smooth('Softmax, a vector', x => tf.softmax(x), floats(any)),
  smooth('log softmax', x => tf.logSoftmax(x), floats(rows3, [1, 2, 3])),
]

const orders: readonly Row[] = [
  none('ArgMax', x => tf.argMax(x), floats([1, 3, 3])),
  none('ArgMax, from the back', x => tf.argMax(x, -2), floats(cube, [2, 2, 2])),
  none('ArgMin', x => tf.argMin(x, 1), floats(rows3, [2, 3])),
  none('ArgMin of truths', x => tf.argMin(x, -1), bools([1, 0, 1, 1], [2, 2])),
  none('ArgMax of integers', x => tf.argMax(x, 0), ints([1, 5, 3, 2], [2, 2])),
  smooth('TopK', x => Object.values(tf.topk(x, 2)), floats(any)),
  smooth('TopK, rows', x => Object.values(tf.topk(x, 2)), floats(rows3, [2, 3])),
  smooth('TopK, all, rank 3', x => Object.values(tf.topk(x, 3)), floats(rows3, [2, 1, 3])),
  none('TopK of equals', x => Object.values(tf.topk(x, 4)), floats([0, 1, 1, -0, 0, -1e-40, 5e30, -5e30])),
  none('TopK of integers', x => Object.values(tf.topk(x, 3)), ints([3, -2147483648, 2147483647, 3])),
  smooth('gather of the largest', x => tf.gather(x, tf.argMax(x)), floats(any)),
]

await checkRows([...reductions, ...orders])
test.run()
