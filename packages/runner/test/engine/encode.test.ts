import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { activations } from '../../../core/src/encode/activation.js'
import { readEncoder } from '../../../core/src/encode/architectures.js'
import { attention } from '../../../core/src/encode/attention.js'
import { dropoutOf, noDropout } from '../../../core/src/encode/dropout.js'
import { embed } from '../../../core/src/encode/embed.js'
import { gelu } from '../../../core/src/encode/gelu.js'
import { toGrid } from '../../../core/src/encode/grid.js'
import { initialise } from '../../../core/src/encode/initialise.js'
import { layerNorm } from '../../../core/src/encode/layerNorm.js'
import { linear } from '../../../core/src/encode/linear.js'
import { philoxLanes } from '../../../core/src/random/philox.js'
import { pack } from '../../src/encode/pack.js'
import { openEngine } from '../../src/engine/engine.js'
import { sideBySide } from '../../src/model/sideBySide.js'
import { toWeights } from '../../src/model/tensorsOf.js'
import { checkGradients, near, spread } from './finiteDifferences.js'

test.before(async () => {
  const engine = await openEngine({ engine: 'wasm' })()
  if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
})
test.before.each(() => tf.engine().startScope())
test.after.each(() => tf.engine().endScope())

test('gelu is x · Φ(x)', () => {
  near(gelu(tf.tensor1d([-3, -1, 0, 1, 3])), [-0.00404969, -0.15865525, 0, 0.84134475, 2.9959503])
  checkGradients(gelu, [spread([7])])
})

test('gelu_new is the approximation by tanh', () => {
  near(activations.gelu_new(tf.tensor2d([[-1, 0, 1, 2]])), [-0.15880801, 0, 0.84119199, 1.9545977])
  checkGradients(x => activations.gelu_new(x as tf.Tensor2D), [spread([2, 3])])
})

test('layerNorm: (1 3) has mean 2 and deviation 1', () => {
  const [weight, bias] = [tf.tensor1d([2, 10]), tf.tensor1d([1, 0])]
  near(layerNorm(tf.tensor2d([[1, 3]]), weight, bias, 1e-12), [-1, 10])
  near(layerNorm(tf.tensor2d([[5, 5]]), weight, bias, 1e-12), [1, 0])
  near(layerNorm(tf.tensor2d([[1, 3]]), weight, bias, 3), [0, 5])
})

test('layerNorm: gradients of the input, the weight and the bias', () => {
  checkGradients(
    (x, w, b) => layerNorm(x as tf.Tensor2D, w, b, 1e-5),
    [spread([3, 5]), spread([5], 20), spread([5], 40)],
  )
})

test('embed picks rows, and adds up the gradients of a row that comes twice', () => {
  const table = tf.tensor2d([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  const ids = tf.tensor1d([2, 0, 2, 2], 'int32')
  near(embed(table, ids), [5, 6, 1, 2, 5, 6, 5, 6])
  const upstream = tf.tensor2d([
    [1, 0],
    [10, 20],
    [2, 0],
    [4, 1],
  ])
  near(tf.grad(x => tf.sum(tf.mul(embed(x, ids), upstream)))(table), [10, 20, 0, 0, 7, 1])
})

test('linear keeps weights as [out, in]', () => {
  const weight = tf.tensor2d([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  near(linear(tf.tensor2d([[10, 1]]), weight, tf.tensor1d([0, 0, 1])), [12, 34, 57])
})

const heads = (shape: readonly [number, number]) => [0, 30, 60].map(phase => spread(shape, phase) as tf.Tensor2D)

/** One group: sentences of these lengths. */
const group = (lengths: readonly number[]) =>
  pack(
    lengths.map(length => Array(length).fill(1)),
    0,
    1,
  ).groups

test('attention mixes the values of one head by the softmax of its scores', () => {
  const rows = tf.tensor2d([
    [1, 0],
    [0, 1],
  ])
  const values = tf.tensor2d([
    [1, 10],
    [3, 30],
  ])
  const mixed = attention(group([2]), 1)(tf.concat([rows, rows, values], 1), x => x)
  const other = 1 / (1 + Math.exp(Math.SQRT1_2))
  near(mixed, [1 + 2 * other, 10 + 20 * other, 3 - 2 * other, 30 - 20 * other], 1e-5)
})

test('attention: a token alone in its sentence is its value, in one group and in two', () => {
  const [query, key, value] = heads([5, 4])
  for (const groups of [1, 2] as const) {
    const input = pack([[1], [1, 1, 1], [1]], 0, groups)
    const mixed = attention(input.groups, 2)(tf.concat([query!, key!, value!], 1), x => x)
    near(tf.slice(mixed, [0, 0], [2, 4]), [...tf.slice(value!, [0, 0], [2, 4]).dataSync()])
  }
})

for (const rate of [0, 0.5])
  test(`attention: gradients with two heads, padding, and groups, a share of ${rate} dropped`, () => {
    for (const groups of [1, 2, 3]) {
      const input = pack([[1, 1], [1], [1, 1, 1]], 0, groups)
      checkGradients(
        projected => {
          const dropout = dropoutOf({ seed: 1, step: 0 })
          return attention(input.groups, 2)(projected as tf.Tensor2D, x => dropout(x, rate))
        },
        [tf.concat([...heads([6, 4])] as tf.Tensor2D[], 1)],
      )
    }
  })

test('a grid has the rows in their cells and zero beside them', () => {
  const { sentences } = pack([[1, 1], [1], [1, 1, 1]], 0, 1)
  const list = spread([6, 2]) as tf.Tensor2D
  const filled = toGrid(list, sentences)
  const row = (i: number) => [...list.dataSync()].slice(2 * i, 2 * i + 2)
  const none = [0, 0]
  near(filled, [row(1), row(2), none, row(0), none, none, row(3), row(4), row(5)].flat())
  checkGradients(x => toGrid(x as tf.Tensor2D, sentences), [list])
})

test('dropout keeps a lane at or above the rate, scales it, and counts its sites', () => {
  const ones = tf.ones([5, 7])
  const dropout = dropoutOf({ seed: 3, step: 2 })
  const [first, second] = [dropout(ones, 0.25), dropout(ones, 0.25)]
  const kept = (site: number) => [...philoxLanes(3, 2 * 4096 + site, 35)].map(lane => (lane >= 16384 ? 4 / 3 : 0))
  near(first, kept(0))
  near(second, kept(1))
  near(dropoutOf({ seed: 3, step: 2 })(ones, 0.25), kept(0))
})

test('dropout at a rate that rounds to zero changes nothing and uses no site', () => {
  const ones = tf.ones([4])
  const dropout = dropoutOf({ seed: 3, step: 2 })
  assert.is(dropout(ones, 1e-6), ones)
  near(dropout(ones, 0.5), [...dropoutOf({ seed: 3, step: 2 })(ones, 0.5).dataSync()])
})

const config = {
  model_type: 'bert',
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 16,
  vocab_size: 11,
  max_position_embeddings: 6,
}
const encoder = () => {
  const read = readEncoder(config)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const fresh = Object.entries(initialise(read.right, 1))
  const stored = new Map(fresh.map(([name, tensor]) => [name, { ...tensor, dtype: 'F32' as const }]))
  return { ...read.right, weights: toWeights(sideBySide(read.right, stored)) }
}
test('bert: the tokens of a sentence do not depend on those beside it', () => {
  const { encode, weights } = encoder()
  const alone = encode(weights, pack([[2, 5, 3]], 0, 1), noDropout)
  const beside = encode(
    weights,
    pack(
      [
        [2, 9, 9, 4, 3],
        [2, 5, 3],
      ],
      0,
      1,
    ),
    noDropout,
  )
  near(tf.slice(beside, [0, 0], [3, 8]), [...alone.dataSync()])
})

test('bert: a step leaves as many tensors as before, and gives every weight that it uses a gradient', () => {
  const { encode, weights } = encoder()
  const input = pack(
    [
      [2, 5, 3],
      [2, 9, 4, 3],
    ],
    0,
    2,
  )
  const names = Object.keys(weights)
  const before = tf.memory().numTensors
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const named = Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
    return tf.mean(tf.square(encode(named, input, dropoutOf({ seed: 1, step: 0 })))) as tf.Scalar
  })(Object.values(weights))
  names.forEach((name, i) => {
    const { shape } = grads[i]!
    assert.equal(shape, weights[name]!.shape, name)
    assert.ok(grads[i]!.dataSync().every(Number.isFinite), name)
  })
  tf.dispose([value, ...grads])
  assert.is(tf.memory().numTensors, before)
  tf.dispose(encode(weights, input, noDropout))
  assert.is(tf.memory().numTensors, before)
})

test.run()
