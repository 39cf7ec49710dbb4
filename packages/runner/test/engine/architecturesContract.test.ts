// What holds of every architecture: gradients, packing, hidden states, names of weights.
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  type ArchitectureName,
  architectures,
  type Encoder,
  readEncoder,
} from '../../../core/src/encode/architectures.js'
import { noDropout } from '../../../core/src/encode/dropout.js'
import { initialise } from '../../../core/src/encode/initialise.js'
import type { Weights } from '../../../core/src/encode/weights.js'
import { pack } from '../../src/encode/pack.js'
import { openEngine } from '../../src/engine/engine.js'
import { checkGradients, near, spread } from './finiteDifferences.js'

test.before(async () => {
  const engine = await openEngine({ engine: 'wasm' })()
  if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
})
test.before.each(() => tf.engine().startScope())
test.after.each(() => tf.engine().endScope())

const sizes = { vocab_size: 10, max_position_embeddings: 8, initializer_range: 0.3, pad_token_id: 1 }
const alike = { ...sizes, hidden_size: 6, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 4 }
/** A small configuration of each; an architecture that is not here does not compile. */
const configurations: Readonly<Record<ArchitectureName, readonly object[]>> = {
  bert: [alike, { ...alike, hidden_act: 'gelu_new' }],
  roberta: [alike],
  'xlm-roberta': [alike],
  distilbert: [{ ...sizes, dim: 6, n_layers: 2, n_heads: 2, hidden_dim: 4, activation: 'silu' }],
  electra: [alike, { ...alike, embedding_size: 6 }].map(each => ({ embedding_size: 5, ...each })),
  albert: [
    { ...alike, embedding_size: 5 },
    { ...alike, embedding_size: 5, num_hidden_layers: 4, num_hidden_groups: 2 },
    { ...alike, embedding_size: 5, inner_group_num: 2 },
  ],
  mpnet: [alike],
  modernbert: [{ ...alike, num_hidden_layers: 3, num_attention_heads: 1, local_attention: 4 }],
  'deberta-v2': [
    {
      ...alike,
      relative_attention: true,
      pos_att_type: 'c2p|p2c',
      position_buckets: 4,
      norm_rel_ebd: 'layer_norm',
      conv_kernel_size: 3,
    },
  ],
  static: [{ vocab_size: 10, hidden_size: 6, initializer_range: 0.3 }],
  'word-vectors': [{ vocab_size: 10, hidden_size: 6, initializer_range: 0.3, update_embeddings: true }],
}

const open = (name: string, config: object): Encoder => {
  const read = readEncoder({ model_type: name, ...config })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}
/** Every weight is drawn, biases and norms too, so that none hides behind a zero. */
const drawn = ({ parameters, ...encoder }: Encoder): Weights =>
  Object.fromEntries(
    Object.entries(initialise({ ...encoder, parameters }, 3)).map(([name, { shape, values }]) => [
      name,
      tf.add(tf.tensor(values, [...shape]), tf.mul(tf.cos(tf.reshape(tf.range(0, values.length), [...shape])), 0.3)),
    ]),
  )
/** As the encoder wants them; the gradient goes back to the parameters of files. */
const held = ({ sideBySide }: Encoder, weights: Weights): Weights => ({
  ...weights,
  ...Object.fromEntries(
    Object.entries(sideBySide).map(([name, parts]) => [name, tf.concat(parts.map(part => weights[part]!))]),
  ),
})

/** So far along each of three directions of unit length. */
const moved = ({ shape, size }: tf.Tensor, along: tf.Tensor, phase: number): tf.Tensor => {
  const directions = tf.div(spread([3, size], 7 * phase), Math.sqrt(size)) as tf.Tensor2D
  return tf.reshape(tf.matMul(tf.reshape(along, [1, 3]) as tf.Tensor2D, directions), shape)
}

const ids = [[2, 5, 3], [2, 9, 1, 4, 7, 3], [4]]

for (const [name, several] of Object.entries(configurations))
  for (const [i, config] of several.entries()) {
    const encoder = open(name, config)
    const called = several.length === 1 ? name : `${name} (${i + 1})`

    test(`${called}: the gradient of every weight, along three directions, is that of finite differences`, () => {
      const weights = Object.entries(drawn(encoder))
      // The row of padding is no parameter where an architecture has the reference's table of it.
      const texts = pack(
        ids.map(each => each.map(id => (id === 1 ? 6 : id))),
        1,
        2,
      )
      checkGradients(
        (...along) =>
          encoder.encode(
            held(
              encoder,
              Object.fromEntries(weights.map(([each, at], k) => [each, tf.add(at, moved(at, along[k]!, k))])),
            ),
            texts,
            noDropout,
          ),
        weights.map(() => tf.zeros([3])),
      )
    })

    test(`${called}: packed sentences are encoded as each alone, whatever the groups`, () => {
      const weights = held(encoder, drawn(encoder))
      const alone = ids.map(each => [...encoder.encode(weights, pack([each], 1, 1), noDropout).dataSync()])
      const shortest = [...ids.keys()].sort((a, b) => ids[a]!.length - ids[b]!.length)
      for (const groups of [1, 2, 3])
        near(
          encoder.encode(weights, pack(ids, 1, groups), noDropout),
          shortest.flatMap(row => alone[row]!),
          1e-5,
        )
    })

    test(`${called}: there is an output of the embeddings and of each layer, and the last is the encoding`, () => {
      const weights = held(encoder, drawn(encoder))
      const texts = pack(ids, 1, 2)
      const layers = encoder.layers(weights, texts, noDropout)
      assert.is(layers.length, encoder.facts.layers + 1)
      for (const layer of layers) assert.equal(layer.shape, [10, encoder.facts.hidden])
      near(encoder.encode(weights, texts, noDropout), [...layers.at(-1)!.dataSync()])
    })
  }

test('every architecture that can be read is here', () => {
  assert.equal(Object.keys(configurations).sort(), Object.keys(architectures).sort())
})

test.run()
