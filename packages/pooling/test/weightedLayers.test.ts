import { check, type Stage } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { encoded, pairs, small } from '../../core/test/toys.js'
import { mean, weightedLayers } from '../src/index.js'

const sentences = (stage: Stage) => check(pairs, [...encoded, stage, mean()]).problems.map(({ sentence }) => sentence)

test('it begins at layer 4 when nothing is written, which a shallower encoder does not have', () => {
  assert.is(small.layers, 2)
  assert.equal(sentences(weightedLayers()), ['pool.weightedLayers begins at layer 4 and small has 2: choose at most 2'])
  assert.equal(sentences(weightedLayers({ from: 2 })), [])
})

test.run()
