import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Compute, Fed } from '../graph/traceFunction.js'
import { compileFunction } from './compileFunction.js'
import { near } from './finiteDifferences.js'
import { withGradients, withNative } from './opsRows.js'

// What the graph can do and tfjs-node cannot: numbers worked by hand.

const kernel = (name: string, inputs: Readonly<Record<string, tf.Tensor>>, attributes: object = {}) =>
  tf.engine().runKernel(name, { ...inputs }, { ...attributes }) as tf.Tensor
const vector = (dtype: 'float32' | 'int32', size: number): Fed => ({ shape: [size], dtype })

const table: readonly (readonly [string, Compute, readonly Fed[], () => readonly tf.Tensor[], readonly number[]])[] = [
  [
    'GatherV2 from the back',
    (x, at) => tf.gather(x, at, -1),
    [{ shape: [2, 2], dtype: 'float32' }, vector('int32', 3)],
    () => [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([1, 1, 0], 'int32')],
    [2, 2, 1, 4, 4, 3],
  ],
  [
    'Einsum with spaces',
    (a, b) => tf.einsum('i, i -> i', a, b),
    [vector('float32', 2), vector('float32', 2)],
    () => [tf.tensor1d([2, 3]), tf.tensor1d([5, -7])],
    [10, -21],
  ],
  [
    'LogSoftmax',
    logits => kernel('LogSoftmax', { logits }, { axis: 0 }),
    [vector('float32', 2)],
    () => [tf.tensor1d([1000, 999])],
    [-0.3132617, -1.3132617],
  ],
  [
    'BroadcastTo',
    x => kernel('BroadcastTo', { x }, { shape: [2, 2], inputShape: [1, 2] }),
    [{ shape: [1, 2], dtype: 'float32' }],
    () => [tf.tensor2d([3, 4], [1, 2])],
    [3, 4, 3, 4],
  ],
  [
    'BitwiseAnd',
    (a, b) => tf.bitwiseAnd(a, b),
    [vector('int32', 3), vector('int32', 3)],
    () => [tf.tensor1d([6, 5, -1], 'int32'), tf.tensor1d([3, 2, 9], 'int32')],
    [2, 0, 9],
  ],
  [
    'SearchSorted from the left',
    (all, x) => tf.lowerBound(all, x),
    [vector('float32', 4), vector('float32', 3)],
    () => [tf.tensor1d([1, 3, 3, 5]), tf.tensor1d([3, 0, 9])],
    [1, 0, 4],
  ],
  [
    'SearchSorted from the right',
    (all, x) => tf.upperBound(all, x),
    [vector('float32', 4), vector('float32', 3)],
    () => [tf.tensor1d([1, 3, 3, 5]), tf.tensor1d([3, 0, 9])],
    [3, 0, 4],
  ],
  ['Mean of integers', x => tf.mean(x), [vector('int32', 2)], () => [tf.tensor1d([1, 2], 'int32')], [1.5]],
  [
    'Floor of integers',
    x => kernel('Floor', { x }),
    [vector('int32', 2)],
    () => [tf.tensor1d([1, -2], 'int32')],
    [1, -2],
  ],
]

const slopes: readonly (readonly [string, Compute, readonly Fed[], () => readonly tf.Tensor[], readonly number[]])[] = [
  [
    'of LogSoftmax: dy − softmax · Σ dy, with dy = sin 1, sin 2.7',
    logits => kernel('LogSoftmax', { logits }, { axis: 0 }),
    [vector('float32', 2)],
    () => [tf.tensor1d([0, 0])],
    [(Math.sin(1) - Math.sin(2.7)) / 2, (Math.sin(2.7) - Math.sin(1)) / 2],
  ],
  [
    'of BroadcastTo: the sum over the copies',
    x => kernel('BroadcastTo', { x }, { shape: [2, 1], inputShape: [1, 1] }),
    [{ shape: [1, 1], dtype: 'float32' }],
    () => [tf.tensor2d([3], [1, 1])],
    [Math.sin(1) + Math.sin(2.7)],
  ],
]

await withNative(() => {
  for (const [name, compute, fed, inputs, expected] of table)
    test(name, () => {
      const compiled = compileFunction(compute, fed)
      near(compiled.run(...inputs())[0]!, expected)
      compiled.close()
    })
  for (const [name, compute, fed, inputs, expected] of slopes)
    test(`gradient ${name}`, () => {
      const compiled = compileFunction(withGradients(compute), fed)
      near(compiled.run(...inputs()).at(-1)!, expected)
      compiled.close()
    })

  const refused = (name: string, compute: Compute, fed: readonly Fed[], sentence: RegExp) =>
    test(name, () => assert.throws(() => compileFunction(compute, fed), sentence))
  refused('an exponent of integers', x => tf.exp(x), [vector('int32', 2)], /^Exp needs float32 and gets int32: /)
  refused(
    'the place of the largest of nothing',
    x => tf.argMax(x),
    [vector('float32', 0)],
    /^ArgMax needs at least one number/,
  )
  refused(
    'three operands at once',
    x => tf.einsum('i,i,i->i', x, x, x),
    [vector('float32', 2)],
    /multiply two at a time$/,
  )
  refused('dots in an equation', x => tf.einsum('...i->i', x), [vector('float32', 2)], /^Einsum needs letters/)
  refused(
    'padding by numbers',
    x => tf.maxPool(x as tf.Tensor4D, 2, 1, 1),
    [{ shape: [1, 4, 4, 1], dtype: 'float32' }],
    /^MaxPool needs pad 'same' or 'valid'/,
  )
  refused(
    'channels first',
    (x, f) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, 'same', 'NCHW'),
    [
      { shape: [1, 1, 4, 4], dtype: 'float32' },
      { shape: [2, 2, 1, 1], dtype: 'float32' },
    ],
    /^Conv2D needs the channels last/,
  )
})
test.run()
