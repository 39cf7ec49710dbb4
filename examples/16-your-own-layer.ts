// A module of your own with weights and another width: trained with the encoder, saved with the model, and read again with it.
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { data, defineModule, encode, options, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, load, run } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { small } from './small.ts'

// #region layer
/** σ(G u) ∘ (P u): a projection, each of its numbers behind a gate. Dauphin et al. 2017. */
export const gated = defineModule({
  name: 'module.gated',
  options: options({ size: t.number }),
  width: 'size',
  weights: ({ width }, { size }) => ({ gate: [size, width], projection: [size, width] }),
  apply: (u, _, { gate, projection }) => {
    const times = (matrix: tf.Tensor | undefined) => tf.matMul(u, matrix as tf.Tensor2D, false, true)
    return tf.mul(tf.sigmoid(times(gate)), times(projection))
  },
})
// #endregion

const columns = [
  ['anchor', 'text'],
  ['positive', 'text'],
  ['negative', 'text'],
] as const
const triplets = data('triplets', columns, {
  train: [
    { anchor: 'The shop is open.', positive: 'The shop is not closed.', negative: 'The shop is closed.' },
    { anchor: 'A girl feeds the horse.', positive: 'The horse is fed by a girl.', negative: 'A girl sold the horse.' },
  ],
})
const learned = pipeline(
  triplets,
  tokenize(small),
  encode(small),
  pool.mean(),
  gated({ size: 12 }),
  pool.layerNorm({ in: 12 }),
  loss.triplet(),
  train({ epochs: 10, batchSize: 2, learningRate: 5e-3 }),
)
assert.equal(learned.width satisfies 12, 12)

const losses: number[] = []
const { model } = await asPromise(
  run(learned, { base: import.meta.dirname, report: event => event.event === 'step' && losses.push(event.loss) }),
)
const { encode: vectors, dispose, stages } = await load(resolve(model!), { stages: [gated] })
const [vector] = await vectors(['The shop is open.'])
dispose()
console.table({ loss: [losses[0], losses.at(-1)], stages })
assert.ok(losses.at(-1)! < losses[0]! && vector!.length === 12)
