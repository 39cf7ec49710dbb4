import { check, defineStage, describe, none, type RuleOf, type Stage } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { encoded, pairs, small } from '../../core/test/toys.js'
import { mean, weightedLayers, wordWeights } from '../src/index.js'

const sentences = (stage: Stage) => check(pairs, [...encoded, stage, mean()]).problems.map(({ sentence }) => sentence)

test('it begins at layer 4 when nothing is written, which a shallower encoder does not have', () => {
  assert.is(small.layers, 2)
  assert.equal(sentences(weightedLayers()), ['pool.weightedLayers begins at layer 4 and small has 2: choose at most 2'])
  assert.equal(sentences(weightedLayers({ from: 2 })), [])
})

const description = describe({ name: 'token.twice', takes: ['tokenEmbeddings'], options: none, rules: [], gives: {} })
interface Twice extends RuleOf<typeof description> {}
const twice = defineStage<Twice>(description, { family: 'tokenModule', apply: ({ tokens }) => ({ tokens }) })

test('what a stage before it makes would be dropped, so it stands directly behind encode', () => {
  const refused =
    'pool.weightedLayers reads the layers of small and would drop what a stage before it made: put it directly behind encode'
  const after = (stage: Stage) =>
    check(pairs, [...encoded, stage, weightedLayers({ from: 0 }), mean()]).problems.map(({ sentence }) => sentence)
  assert.equal(after(wordWeights()), [refused])
  assert.equal(after(weightedLayers({ from: 1 })), [refused])
  assert.equal(after(twice()), [refused])
  assert.equal(check(pairs, [...encoded, weightedLayers({ from: 0 }), twice(), wordWeights(), mean()]).problems, [])
})

test.run()
