import './cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { noDropout } from '../src/encode/dropout.js'
import { defineModule } from '../src/module.js'
import { options } from '../src/options.js'
import { check, pipeline } from '../src/pipeline.js'
import { settingsOf } from '../src/stage.js'
import { encoded, pairs, sum } from './toys.js'

const scaled = defineModule({
  name: 'module.scaled',
  options: options({ by: [t.number, 3] }),
  apply: (embeddings, { by }) => tf.mul(embeddings, by),
})

test("a user's own module keeps the width, in types and in values; several may follow each other", () => {
  const made = pipeline(pairs, ...encoded, sum(), scaled(), scaled({ by: 2 }))
  const width: 32 = made.width
  assert.is(width, 32)
  assert.equal(made.problems, [])
})

test('it needs sentence embeddings', () => {
  const said = check(pairs, [...encoded, scaled()]).problems.map(({ sentence }) => sentence)
  assert.equal(said, ['module.scaled needs sentence embeddings: put a pooling before it'])
})

test('its function receives embeddings and settings with defaults', () => {
  const { does } = scaled.definition
  if (does.family !== 'module') throw new Error('it is no module')
  const embeddings = tf.tensor2d([[1, -2]])
  assert.equal(does.apply(embeddings, settingsOf(scaled()), {}, noDropout).arraySync(), [[3, -6]])
  assert.equal(does.apply(embeddings, settingsOf(scaled({ by: 0.5 })), {}, noDropout).arraySync(), [[0.5, -1]])
})

const projection = defineModule({
  name: 'module.projection',
  options: options({ size: [t.number, 5] }),
  width: 'size',
  weights: ({ width }, { size }) => ({ matrix: [size, width], scale: { shape: [size], all: 1 } }),
  apply: (embeddings, _, { matrix, scale }) =>
    tf.mul(tf.matMul(embeddings, matrix as tf.Tensor2D, false, true), scale!),
})

test('it may change the width, by a setting, its default, or always; types and values know it', () => {
  const seven: 7 = pipeline(pairs, ...encoded, sum(), scaled(), projection({ size: 7 })).width
  const five: 5 = pipeline(pairs, ...encoded, sum(), projection()).width
  assert.equal([seven, five], [7, 5])
  const one = defineModule({ name: 'module.one', width: 1, apply: u => tf.norm(u, 2, 1, true) as tf.Tensor2D })
  assert.is(pipeline(pairs, ...encoded, sum(), one()).width satisfies 1, 1)
})

test('a width that is none is refused, and the stages behind it are checked with what arrived', () => {
  for (const size of [0, -3, 2.5]) {
    const said = check(pairs, [...encoded, sum(), projection({ size }), scaled()]).problems
    assert.equal(
      said.map(({ sentence }) => sentence),
      [`module.projection gives width ${size}: a width is a whole number, 1 or more`],
    )
  }
})

test('its weights have shapes by the width that arrives, and its function receives them', () => {
  const { does } = projection.definition
  if (does.family !== 'module') throw new Error('it is no module')
  const settings = settingsOf(projection({ size: 2 })) as Readonly<Record<string, unknown>>
  assert.equal(does.weights?.({ width: 3 }, settings), { matrix: [2, 3], scale: { shape: [2], all: 1 } })
  const weights = { matrix: tf.tensor2d([1, 0, 2, 0, 1, 0], [2, 3]), scale: tf.tensor1d([1, 10]) }
  assert.equal(does.apply(tf.tensor2d([[1, 2, 3]]), settings, weights, noDropout).arraySync(), [[7, 20]])
})

test.run()
