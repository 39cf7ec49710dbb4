import '../cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { attention, type Scores } from '../../src/encode/attention.js'
import type { Grid } from '../../src/encode/grid.js'
import { differences, farthest, numbersOf, seeded, withGradients } from '../numeric.js'

const grid = (rows: readonly number[], cells: readonly number[], length: number): Grid => ({
  rows: tf.tensor2d([...rows], [rows.length / length, length], 'int32'),
  cells: tf.tensor1d([...cells], 'int32'),
})
const kept = <T extends tf.Tensor>(x: T): T => x
const mixed = (rows: readonly (readonly number[])[], scores?: Scores, relative?: readonly tf.Tensor[]) => {
  const places = rows.map((_, i) => i)
  const attend = attention([grid(places, places, rows.length)], 1, scores)
  return numbersOf(attend(tf.tensor2d(rows.map(row => [...row])), kept, relative))
}

test('a token sees as far as it reaches: means of neighbours where all scores are equal', () => {
  const rows = [1, 2, 6, 7].map(value => [0, 0, value])
  assert.ok(farthest(mixed(rows), [4, 4, 4, 4]) < 1e-6)
  assert.ok(farthest(mixed(rows, { reach: 1 }), [1.5, 3, 5, 6.5]) < 1e-6)
  assert.ok(farthest(mixed(rows, { reach: 0 }), [1, 2, 6, 7]) < 1e-6)
})

test('what is added to a score multiplies its weight by the exponential', () => {
  const rows = [1, 5].map(value => [0, 0, value])
  const relative = tf.tensor4d([Math.log(3), 0, 0, Math.log(3)], [1, 1, 2, 2])
  assert.ok(farthest(mixed(rows, {}, [relative]), [2, 4]) < 1e-6)
})

test('a score of several terms is divided by the root of their number', () => {
  const rows = [
    [2 * Math.log(3), 1, 1],
    [0, 0, 5],
  ]
  assert.ok(farthest(mixed(rows, { terms: 4 }), [2, 3]) < 1e-6)
})

/** Sentences of two and of one token, and one of three: seven cells for six tokens. */
const groups = () => [grid([0, 1, 2, 3], [0, 1, 2], 2), grid([0, 1, 2], [0, 1, 2], 3)]

for (const [what, sentences] of [
  ['all sentences', [1, 1]],
  ['each sentence', [2, 1]],
] as const)
  test(`gradients are those of finite differences, with a term for ${what}`, () => {
    const draw = seeded(5)
    const drawn = (...shape: readonly number[]) =>
      tf.tensor(Array.from({ length: shape.reduce((a, b) => a * b) }, draw), [...shape])
    const given = [drawn(6, 12), drawn(2, sentences[0], 2, 2), drawn(2, sentences[1], 3, 3)]
    const attend = attention(groups(), 2, { reach: 1, terms: 2 })
    const f = (x: tf.Tensor, ...relative: readonly tf.Tensor[]) => attend(x as tf.Tensor2D, kept, relative)
    const upstream = drawn(6, 4)
    const { gradients } = withGradients(f, given, upstream)
    const slopes = differences(f, given, numbersOf(upstream))
    for (const [i, gradient] of gradients.entries()) assert.ok(farthest(gradient, slopes[i]!) < 2e-3, `input ${i}`)
  })

test.run()
