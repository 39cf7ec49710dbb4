import '../../core/test/cpu.js'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, flat, type Nested, numbersOf, tensorOf, withGradients } from '../../core/test/numeric.js'
import { softmax } from '../src/softmax.js'

const { does, options } = softmax.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const filled = (settings: object) => options.decode('', { ...settings }).value
const head = (weight: Nested, bias: Nested) => ({
  'classifier.weight': tensorOf(weight),
  'classifier.bias': tensorOf(bias),
})
const pair = (u: Nested, v: Nested, label: Nested): Record<string, tf.Tensor> => ({
  sentence1: tensorOf(u),
  sentence2: tensorOf(v),
  label: tensorOf(label),
})
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-6, `${actual} instead of ${expected}`)

test('the head has a row for every class and a column for every number of every part', () => {
  const shapes = (settings: object) =>
    does.weights({ width: 8, columns: [['label', { class: ['a', 'b', 'c'] }]] }, filled(settings))
  assert.equal(shapes({}), { 'classifier.weight': [3, 24], 'classifier.bias': [3] })
  assert.equal(shapes({ parts: ['u*v'] }), { 'classifier.weight': [3, 8], 'classifier.bias': [3] })
})

test('a head of zeros gives every class the same chance: log 3 for each row', () => {
  const weights = head(
    [0, 0, 0].map(() => [0, 0, 0, 0, 0, 0]),
    [0, 0, 0],
  )
  near(
    numbersOf(
      does.apply(
        pair(
          [
            [1, 2],
            [3, 4],
          ],
          [
            [0, 1],
            [1, 0],
          ],
          [0, 2],
        ),
        filled({}),
        weights,
      ),
    ),
    [Math.log(3), Math.log(3)],
  )
})

test('parts stand side by side in the order that is written', () => {
  // one class per feature: the scores are the features
  const one = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ]
  const scores = (parts: readonly string[]) =>
    numbersOf(does.predict!(pair([[2]], [[5]], [0]), filled({ parts }), head(one, [0, 0, 0, 0])))
  near(scores(['u', 'v', '|u-v|', 'u*v']), [2, 5, 3, 10])
  near(scores(['u*v', '|u-v|', 'v', 'u']), [10, 3, 5, 2])
})

test('the class with the highest score is predicted, and the loss is −log of its chance', () => {
  const weights = head(
    [
      [1, 0],
      [0, 1],
    ],
    [0, Math.log(3)],
  )
  const settings = filled({ parts: ['u', 'v'] })
  // scores (0, log 3): chances 1/4 and 3/4
  near(numbersOf(does.predict!(pair([[0]], [[0]], [0]), settings, weights)), [0, Math.log(3)])
  near(numbersOf(does.apply(pair([[0], [0]], [[0], [0]], [0, 1]), settings, weights)), [Math.log(4), Math.log(4 / 3)])
})

test('scores far apart do not overflow', () => {
  const settings = filled({ parts: ['u', 'v'] })
  const { values, gradients } = withGradients(
    (u, v) =>
      does.apply(
        { sentence1: u, sentence2: v, label: tensorOf([0]) },
        settings,
        head(
          [
            [1, 0],
            [0, 1],
          ],
          [0, 0],
        ),
      ),
    [tensorOf([[-500]]), tensorOf([[500]])],
  )
  near(values, [1000])
  near(gradients.flat(), [-1, 1])
})

test('equal sentences have difference 0 with gradient 0', () => {
  const weights = head(
    [
      [1, -1],
      [2, 3],
    ],
    [0, 0],
  )
  const { values, gradients } = withGradients(
    (u, v) => does.apply({ sentence1: u, sentence2: v, label: tensorOf([0]) }, filled({ parts: ['|u-v|'] }), weights),
    [tensorOf([[1, 2]]), tensorOf([[1, 2]])],
  )
  near(values, [Math.log(2)])
  assert.ok(flat(gradients).every(g => g === 0))
})

test('parts that it does not have, and none, are refused', () => {
  const said = (parts: readonly string[]) =>
    options.decode('loss.softmax', { parts }).problems.map(({ sentence }) => sentence)
  const needed = "it should be a list of 'u', 'v', '|u-v|' or 'u*v'"
  assert.equal(said(['u', 'u+v']), [`loss.softmax: parts is ["u","u+v"], ${needed}`])
  assert.equal(said([]), [`loss.softmax: parts is [], ${needed}`])
})

test.run()
