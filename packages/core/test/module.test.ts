import './cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
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
  assert.equal(does.apply(embeddings, settingsOf(scaled())).arraySync(), [[3, -6]])
  assert.equal(does.apply(embeddings, settingsOf(scaled({ by: 0.5 }))).arraySync(), [[0.5, -1]])
})

test.run()
