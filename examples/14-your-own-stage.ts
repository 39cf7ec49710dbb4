// A stage of a new kind has a rule of its own, for the compiler and the program, and becomes part of the one graph that trains.
import assert from 'node:assert/strict'
import { data, defineStage, describe, encode, options, pipeline, type RuleOf, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, type RunEvent, run } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { small } from './small.ts'

// #region stage
const description = describe({
  name: 'embedding.first',
  takes: ['sentenceEmbeddings'],
  options: options({ numbers: t.number }),
  rules: [['numbers', '<=', 'width', '{stage}: numbers is {numbers} and the embeddings have {width}']],
  gives: { width: 'numbers' },
})
interface First extends RuleOf<typeof description> {}
/** The first numbers of an embedding: what is trained to be short stays good when it is cut. */
export const first = defineStage<First>(description, {
  family: 'module',
  apply: (embeddings, { numbers }) => tf.slice(embeddings, 0, [-1, numbers as number]),
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
  first({ numbers: 8 }),
  loss.triplet(),
  train({ epochs: 10, batchSize: 2, learningRate: 2e-3 }),
)
assert.equal(learned.width satisfies 8, 8)

const losses: number[][] = []
for (const eager of [false, true]) {
  const each: number[] = []
  const report = (event: RunEvent) => event.event === 'step' && each.push(event.loss)
  await asPromise(run(learned, { base: import.meta.dirname, eager, report }))
  losses.push(each)
}
const [graph, operations] = losses as [number[], number[]]
console.table({ graph: graph.map(x => x.toFixed(4)), operations: operations.map(x => x.toFixed(4)) })
assert.ok(graph.length === 10 && graph.at(-1)! < graph[0]!)
graph.forEach((value, step) => assert.ok(Math.abs(value - operations[step]!) < 1e-4))
