import { initialise, noDropout, readEncoder, toGrid, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pack } from '../../src/encode/pack.js'
import { openEngine } from '../../src/engine/engine.js'
import { closeOutcomes } from './closeTo.js'
import { near } from './finiteDifferences.js'
import { numbers, type Outcome } from './gradientSession.js'
import { paddedBert } from './paddedBert.js'

const read = readEncoder({
  model_type: 'bert',
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 16,
  vocab_size: 11,
  max_position_embeddings: 9,
  initializer_range: 0.3,
})
if (isLeft(read)) throw new Error(read.left[0]!.sentence)
const encoder = read.right
const fresh = initialise(encoder, 1)
const weightsOf = (): Weights =>
  Object.fromEntries(
    Object.entries(fresh).map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])] as const),
  )

/** Weights as the encoder wants them; the gradient goes through, back to the parameters of files. */
const held = (weights: Weights): Weights => ({
  ...weights,
  ...Object.fromEntries(
    Object.entries(encoder.sideBySide).map(([name, parts]) => [name, tf.concat(parts.map(part => weights[part]!))]),
  ),
})

type Ids = readonly (readonly number[])[]
const packed =
  (groups: number) =>
  (weights: Weights, ids: Ids): tf.Tensor3D => {
    const texts = pack(ids, 0, groups)
    return toGrid(encoder.encode(held(weights), texts, noDropout), texts.sentences) as tf.Tensor3D
  }
const padded = (weights: Weights, ids: Ids): tf.Tensor3D => paddedBert({ layers: 2, heads: 2 }, weights, ids)

/** What an encoder gives, and the gradients of a sum in which every value has its own share. */
const outcome = (encode: typeof padded, ids: Ids): Outcome => {
  const weights = weightsOf()
  const names = Object.keys(weights)
  const value = encode(weights, ids)
  const shares = tf.reshape(tf.cos(tf.range(0, value.size)), value.shape)
  const gradients = tf.grads((...tensors: tf.Tensor[]) =>
    tf.sum(tf.mul(encode(Object.fromEntries(names.map((name, i) => [name, tensors[i]!])), ids), shares)),
  )(Object.values(weights))
  return {
    losses: numbers(value),
    gradients: Object.fromEntries(names.map((name, i) => [name, numbers(gradients[i]!)])),
  }
}

const batches: Readonly<Record<string, Ids>> = {
  'unequal lengths': [
    [2, 5, 3],
    [2, 3],
    [2, 9, 9, 4, 7, 6, 8, 3],
    [2, 4, 4, 3],
    [2, 3],
  ],
  'one text': [[2, 5, 6, 3]],
  'one token each': [[2], [7], [5]],
  'one token beside many': [[4], [2, 9, 9, 4, 7, 6, 8, 3]],
  'all of one length': [
    [2, 5, 3],
    [2, 6, 3],
    [2, 5, 3],
    [2, 7, 3],
  ],
}

for (const [name, ids] of Object.entries(batches))
  for (const groups of [1, 2, 3])
    test(`packed equals padded, values and gradients: ${name}, groups: ${groups}`, () => {
      // Gradients of sums reach 10 and more, so each is compared by its norm; those of the keys' biases are 0 but for rounding.
      const tolerances = { losses: 1e-5, gradients: 1e-5, rounding: 1e-7 }
      closeOutcomes(outcome(packed(groups), ids), outcome(padded, ids), tolerances, 'packed and padded')
    })

test('packed: the order of texts changes nothing', () => {
  const ids = batches['unequal lengths']!
  const order = [3, 0, 4, 2, 1]
  const given = packed(2)(weightsOf(), ids)
  const turned = packed(2)(
    weightsOf(),
    order.map(i => ids[i]!),
  )
  near(turned, [...tf.gather(given, tf.tensor1d(order, 'int32')).dataSync()])
})

test('pack: a list of tokens, the shortest text first, in the two groups with the fewest cells', () => {
  const { ids, positions, groups, mask } = pack([[1, 2, 3, 4, 5, 6], [7, 8], [9], [4, 3, 2, 1, 0]], 0, 2)
  near(ids, [9, 7, 8, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6])
  near(positions, [0, 0, 1, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5])
  assert.equal(
    groups.map(({ rows }) => rows.shape),
    [
      [2, 2],
      [2, 6],
    ],
  )
  near(groups[0]!.rows, [0, 3, 1, 2])
  near(groups[0]!.cells, [0, 2, 3])
  near(mask, [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0])
})

test('pack: three groups have the fewest cells, and never more groups than texts', () => {
  const shapes = (lengths: readonly number[]) =>
    pack(
      lengths.map(length => Array<number>(length).fill(1)),
      0,
      3,
    ).groups.map(({ rows }) => rows.shape)
  // 2 · 2 + 3 · 5 + 1 · 9 = 28 cells for 27 tokens; the best two groups have 34.
  assert.equal(shapes([5, 1, 9, 5, 2, 5]), [
    [2, 2],
    [3, 5],
    [1, 9],
  ])
  assert.equal(shapes([4, 7]), [
    [1, 4],
    [1, 7],
  ])
})

test('pack: a text without tokens is a padding token to the encoder and none to a pooling', () => {
  const { ids, mask, sentences } = pack([[5, 6], []], 9, 2)
  near(ids, [9, 5, 6])
  near(mask, [1, 1, 0, 0])
  near(sentences.rows, [1, 2, 0, 3])
})

test.before(async () => {
  const engine = await openEngine({ engine: 'wasm' })()
  if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
})
test.before.each(() => tf.engine().startScope())
test.after.each(() => tf.engine().endScope())
test.run()
