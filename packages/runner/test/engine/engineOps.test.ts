import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type EngineName, openEngine } from '../../src/engine/engine.js'

// Every engine gives the same numbers: each row is an operation with its value worked by hand.

const native = await openEngine({ engine: 'native' })()
if (isLeft(native)) console.log(`skipped: native engine: ${native.left.map(({ sentence }) => sentence).join(' ')}`)
const engines: readonly EngineName[] = isLeft(native) ? ['wasm'] : ['native', 'wasm']

const ints = (values: readonly number[]) => tf.tensor1d([...values], 'int32')
const floats = (values: readonly number[]) => tf.tensor1d([...values])
/** Its gradient at x is the weights, spread over what `apply` did: each number of x shows where it went. */
const gradient = (apply: (x: tf.Tensor) => tf.Tensor, weights: readonly number[]) => (x: tf.Tensor) =>
  tf.grad((x: tf.Tensor) => tf.sum(tf.mul(tf.reshape(apply(x), [-1]), floats(weights))))(x)

const table: readonly (readonly [string, () => tf.Tensor, readonly number[]])[] = [
  ['erf', () => tf.erf(floats([-3, -0.5, 0, 0.5, 1, 3])), [-0.999978, -0.5204999, 0, 0.5204999, 0.8427008, 0.999978]],
  ['tanh', () => tf.tanh(floats([-20, -1, 0, 0.5])), [-1, -0.7615942, 0, 0.4621172]],
  ['exp of a large negative number', () => tf.exp(floats([-1000, 0, 1])), [0, 1, Math.E]],
  ['rsqrt', () => tf.rsqrt(floats([4, 0.25])), [0.5, 2]],
  ['softmax of large numbers', () => tf.softmax(floats([1000, 999, 0])), [0.7310586, 0.2689414, 0]],
  ['softmax with a masked number', () => tf.softmax(floats([0, Number.NEGATIVE_INFINITY, 0])), [0.5, 0, 0.5]],
  ['log softmax', () => tf.logSoftmax(floats([1000, 999])), [-0.3132617, -1.3132617]],
  ['log of a sum of exponents', () => tf.logSumExp(floats([1000, 1000])), [1000.6931]],
  ['mean over two axes', () => tf.mean(tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]), [0, 2]), [3.5, 5.5]],
  ['sum of booleans', () => tf.sum(tf.tensor1d([true, false, true], 'bool')), [2]],
  ['broadcast both ways', () => tf.sub(tf.tensor2d([1, 2], [2, 1]), tf.tensor2d([10, 20], [1, 2])), [-9, -19, -8, -18]],
  [
    'a product with the second transposed',
    () => tf.matMul(tf.ones([1, 1, 2]), tf.tensor3d([1, 2, 3, 4], [1, 2, 2]), false, true),
    [3, 7],
  ],
  ['transpose', () => tf.transpose(tf.tensor3d([1, 2, 3, 4, 5, 6], [1, 2, 3]), [2, 0, 1]), [1, 4, 2, 5, 3, 6]],
  ['gather', () => tf.gather(tf.tensor2d([1, 2, 3, 4], [2, 2]), ints([1, 1, 0])), [3, 4, 3, 4, 1, 2]],
  [
    'gather within rows',
    () => tf.gather(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([1, 0], [2, 1], 'int32'), 1, 1),
    [2, 3],
  ],
  [
    'segment sum, a segment twice, one never',
    () => tf.unsortedSegmentSum(floats([1, 2, 3]), ints([2, 0, 2]), 4),
    [2, 0, 4, 0],
  ],
  ['segment sum leaves a negative segment out', () => tf.unsortedSegmentSum(floats([1, 2]), ints([-1, 0]), 1), [2]],
  [
    'scatter adds what falls on one place',
    () => tf.scatterND(tf.tensor2d([1, 0, 1], [3, 1], 'int32'), floats([1, 2, 3]), [2]),
    [2, 4],
  ],
  ['one-hot integers', () => tf.oneHot(ints([1, 0]), 2), [0, 1, 1, 0]],
  ['one-hot floats', () => tf.oneHot(ints([1, 5, -1]), 2, 3, 0.5, 'float32'), [0.5, 3, 0.5, 0.5, 0.5, 0.5]],
  ['float to boolean', () => tf.cast(tf.cast(floats([0.2, 0, -3]), 'bool'), 'int32'), [1, 0, 1]],
  ['integer to boolean', () => tf.cast(tf.cast(ints([3, 0, -2]), 'bool'), 'int32'), [1, 0, 1]],
  ['float to integer cuts off', () => tf.cast(floats([1.7, -1.7]), 'int32'), [1, -1]],
  ['where', () => tf.where(tf.tensor2d([1, 0], [2, 1], 'bool'), tf.ones([2, 2]), tf.scalar(-1)), [1, 1, -1, -1]],
  ['concatenate', () => tf.concat([tf.ones([2, 1]), tf.zeros([2, 2])], 1), [1, 0, 0, 1, 0, 0]],
  ['slice', () => tf.slice(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]), [1, 1], [1, 2]), [5, 6]],
  ['first of equal maxima', () => tf.argMax(floats([1, 3, 3])), [1]],
  [
    'gradient of gather',
    () => gradient(x => tf.gather(x, ints([2, 0, 2])), [1, 10, 100])(floats([0, 0, 0])),
    [10, 0, 101],
  ],
  [
    'gradient of gather within rows',
    () => gradient(x => tf.gather(x, tf.tensor2d([1, 0], [2, 1], 'int32'), 1, 1), [1, 10])(tf.zeros([2, 2])),
    [0, 1, 10, 0],
  ],
  ['gradient of slice', () => gradient(x => tf.slice(x, [1], [2]), [1, 10])(floats([0, 0, 0])), [0, 1, 10]],
  [
    'gradient of concatenate',
    () => gradient(x => tf.concat([x, tf.ones([1]), x]), [1, 10, 5, 100, 1000])(floats([0, 0])),
    [101, 1010],
  ],
  ['gradient of erf', () => gradient(x => tf.erf(x), [1, 1])(floats([0, 1])), [1.1283792, 0.4151075]],
  ['gradient of softmax', () => gradient(x => tf.softmax(x), [1, 0])(floats([0, 0])), [0.25, -0.25]],
  [
    'gradient of a broadcast',
    () => gradient(x => tf.add(x, tf.zeros([2, 2])), [1, 10, 100, 1000])(floats([0, 0])),
    [101, 1010],
  ],
]

for (const engine of engines) {
  for (const [name, compute, expected] of table) {
    test(`${engine}: ${name}`, async () => {
      await openEngine({ engine })()
      const before = tf.memory().numTensors
      const values = tf.tidy(() => [...compute().dataSync()])
      assert.is(values.length, expected.length)
      values.forEach((value, at) => {
        assert.ok(
          Math.abs(value - expected[at]!) <= 1e-6 * Math.max(1, Math.abs(expected[at]!)),
          `${values} for ${expected}`,
        )
      })
      assert.is(tf.memory().numTensors, before)
    })
  }
}

test.run()
