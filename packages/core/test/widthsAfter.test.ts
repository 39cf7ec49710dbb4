import './cpu.js'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { defineModule } from '../src/module.js'
import { none, options } from '../src/options.js'
import { defineStage, describe, type Stage } from '../src/stage.js'
import { widthsAfter } from '../src/widthsAfter.js'
import { sum } from './toys.js'

const narrow = defineModule({
  name: 'module.narrow',
  options: options({ to: t.number }),
  width: 'to',
  apply: u => u,
})

test('one number a stage, each from what the one before it gives', () => {
  const stages = [sum(), narrow({ to: 7 }), narrow({ to: 9 })]
  assert.equal(widthsAfter(stages, { hidden: 32, layers: 1 }), { widths: [32, 7, 9], problems: [] })
})

test('what stands first stands directly behind the encoder', () => {
  const layers = defineStage(
    describe({
      name: 'pool.layers',
      about: 'layers',
      takes: ['tokenEmbeddings'],
      options: none,
      rules: [['encodes', 'is directly behind', 0, '{stage} is not directly behind {encoder}']],
      gives: {},
    }),
    { family: 'tokenModule', apply: tokens => tokens },
  ) as () => Stage
  assert.equal(widthsAfter([layers(), sum()], { hidden: 32, layers: 1 }).problems, [])
  assert.equal(widthsAfter([layers(), layers(), sum()], { hidden: 32, layers: 1 }).problems, [
    'pool.layers is not directly behind the encoder',
  ])
})

test('what is wrong with their order and their settings is said, and widths go on', () => {
  const { widths, problems } = widthsAfter([narrow({ to: 4 }), sum(), narrow({})], { hidden: 32, layers: 1 })
  assert.is(widths[0], 4)
  assert.equal(problems, [
    'module.narrow needs sentence embeddings: put a pooling before it',
    'pool.sum needs token embeddings: a pooling stands before it already',
    "module.narrow needs the setting 'to'",
  ])
})

test.run()
