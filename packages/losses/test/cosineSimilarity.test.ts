import '../../core/test/cpu.js'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, tensorOf, withGradients } from '../../core/test/numeric.js'
import { cosineSimilarity } from '../src/cosineSimilarity.js'

const { does, options } = cosineSimilarity.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const filled = (settings: object) => options.decode('', { ...settings }).value
const losses = (settings: object, u: Nested, v: Nested, scores: Nested) =>
  withGradients(
    (sentence1, sentence2, score) =>
      does.apply({ sentence1, sentence2, score } as Record<string, tf.Tensor>, filled(settings), {}),
    [u, v, scores].map(tensorOf),
  )
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-6, `${actual} instead of ${expected}`)
const prepared = (value: number, range: readonly [number, number], settings: object = {}) =>
  does
    .inputs(filled({ columns: { score: 'grade' }, ...settings }), [['grade', { score: range }]])
    .find(({ role }) => role === 'score')!
    .prepare(value)

test('a score is mapped from the range of its column onto 0 … 1, or onto the range that is written', () => {
  assert.equal(
    [0, 2.5, 5].map(score => prepared(score, [0, 5])),
    [0, 0.5, 1],
  )
  assert.equal(
    [1, 4].map(score => prepared(score, [1, 4])),
    [0, 1],
  )
  assert.equal(
    [0, 2.5, 5].map(score => prepared(score, [0, 5], { onto: [-1, 1] })),
    [-1, 0, 1],
  )
})

test('pairs that point the same way, apart, and across', () => {
  const { values } = losses(
    {},
    [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
    [
      [5, 0],
      [-2, 0],
      [0, 3],
    ],
    [1, 1, 1],
  )
  near(values, [0, 4, 1])
})

test('the absolute error is |cos − y|, with gradient 0 where they meet', () => {
  const { values, gradients } = losses(
    { error: 'absolute' },
    [
      [3, 4],
      [3, 4],
    ],
    [
      [4, 3],
      [3, 4],
    ],
    [0.46, 1],
  )
  near(values, [0.5, 0])
  near(gradients[0]!, [0.0448, -0.0336, 0, 0])
})

test('the sigmoid of the cosine is compared with the score: σ(0) = 0.5', () => {
  const { values, gradients } = losses({ transform: 'sigmoid' }, [[1, 0]], [[0, 2]], [0.25])
  near(values, [0.0625])
  // 2 · 0.25 · σ′(0) · (v̂ − 0 · û)
  near(gradients[0]!, [0, 0.125])
})

test('a zero vector has cosine 0, and the gradient of a norm of 1e-8', () => {
  const { values, gradients } = losses({}, [[0, 0]], [[0.6, 0.8]], [1])
  near(values, [1])
  near(gradients[0]!, [-2 * 0.6e8, -2 * 0.8e8])
  near(gradients[1]!, [0, 0])
})

test('the range that scores are mapped onto is two numbers', () => {
  for (const [onto, told] of [
    [[0], '[0]'],
    [[0, 1, 2], '[0,1,2]'],
    [['0', '1'], '["0","1"]'],
  ] as const)
    assert.equal(
      options.decode('loss.cosineSimilarity', { onto }).problems.map(({ sentence }) => sentence),
      [`loss.cosineSimilarity: onto is ${told}, it should be two numbers`],
    )
})

test.run()
