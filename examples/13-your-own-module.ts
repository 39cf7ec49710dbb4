// A module of your own follows the pooling, and becomes part of the one graph that trains: nothing is written for that.
import assert from 'node:assert/strict'
import { data, defineModule, encode, options, pipeline, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, type RunEvent, run } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { small } from './small.ts'

// #region module
/** tanh(s u) / s: nearly u where its numbers are small, and none larger than 1 / s, so that no dimension outweighs the others. */
export const squash = defineModule({
  name: 'module.squash',
  options: options({ sharpness: [t.number, 1] }),
  apply: (embeddings, { sharpness }) => tf.div(tf.tanh(tf.mul(sharpness, embeddings)), sharpness),
})
// #endregion

const columns = [
  ['anchor', text],
  ['positive', text],
  ['negative', text],
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
  squash({ sharpness: 0.5 }),
  loss.triplet(),
  train({ epochs: 10, batchSize: 2, learningRate: 2e-3 }),
)

/** The loss of every step: as one graph where the engine has graphs, or operation by operation. */
const lossesOf = async (eager: boolean): Promise<readonly number[]> => {
  const losses: number[] = []
  const report = (each: RunEvent) => each.event === 'step' && losses.push(each.loss)
  await asPromise(run(learned, { base: import.meta.dirname, eager, report }))
  return losses
}
const graph = await lossesOf(false)
const operations = await lossesOf(true)

console.table({ graph: graph.map(x => x.toFixed(4)), operations: operations.map(x => x.toFixed(4)) })
assert.ok(graph.length === 10 && graph.at(-1)! < graph[0]!)
graph.forEach((value, step) => assert.ok(Math.abs(value - operations[step]!) < 1e-4))
