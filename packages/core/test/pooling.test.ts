import './cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check, pipeline } from '../src/pipeline.js'
import { settingsOf } from '../src/stage.js'
import { encoded, pairs, sum } from './toys.js'

test("a user's own pooling keeps the encoder's width, in types and in values", () => {
  const made = pipeline(pairs, ...encoded, sum())
  const width: 32 = made.width
  assert.is(width, 32)
  assert.equal(made.problems, [])
})

test('it needs token embeddings', () => {
  const said = (...stages: Parameters<typeof check>[1]) => check(pairs, stages).problems.map(({ sentence }) => sentence)
  assert.equal(said(sum()), ['pool.sum needs token embeddings: put tokenize and encode before it'])
  assert.equal(said(...encoded, sum(), sum()), ['pool.sum needs token embeddings: a pooling stands before it already'])
})

test('its function receives tokens, mask and settings with defaults', () => {
  const { does } = sum.definition
  if (does.family !== 'pooling') throw new Error('it is no pooling')
  const input = {
    tokens: tf.tensor3d([
      [
        [1, 2],
        [3, 4],
        [9, 9],
      ],
    ]),
    mask: tf.tensor2d([[1, 1, 0]]),
    prompts: tf.tensor1d([0]),
  }
  assert.equal(does.apply(input, settingsOf(sum({ factor: 2 }))).arraySync(), [[8, 12]])
  assert.equal(does.apply(input, settingsOf(sum())).arraySync(), [[4, 6]])
})

test.run()
