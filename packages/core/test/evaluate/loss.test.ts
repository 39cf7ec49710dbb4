import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loss } from '../../src/evaluate/loss.js'
import { check } from '../../src/pipeline.js'
import { dotLoss, encoded, pairs, sum } from '../toys.js'
import { scoresOf } from './scores.js'

test('the mean of the values of all rows', () => {
  assert.equal(scoresOf(loss.definition, {}, { labels: { loss: [0.5, 1, 3] } }).metrics, { loss: 1.5 })
})

test('it needs a loss and no columns of its own', () => {
  const said = (...stages: Parameters<typeof check>[1]) => check(pairs, stages).problems.map(({ sentence }) => sentence)
  assert.equal(said(...encoded, sum(), dotLoss(), loss({ on: 'dev' })), [])
  assert.equal(said(...encoded, sum(), loss({ on: 'dev' })), ['evaluate.loss needs a loss: put one before it'])
})

test.run()
