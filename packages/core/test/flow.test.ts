import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { change, start } from '../src/flow.js'
import { pairs } from './toys.js'

test('in front of the first stage are texts, without width, loss or metrics', () => {
  assert.equal(start(pairs), {
    kind: 'texts',
    from: pairs,
    data: 'pairs',
    columns: pairs.columns,
    splits: ['train', 'dev', 'test'],
    vocabulary: 0,
    lowers: undefined,
    encoder: 'nothing',
    layers: 0,
    declared: [],
    left: undefined,
    declaredPrompts: undefined,
    declaredSimilarity: undefined,
    width: 0,
    weighted: false,
    untouched: false,
    objective: 'nothing',
    predicts: 'nothing',
    smallestBatch: 1,
    frozen: [],
    reads: [],
    metrics: [],
  })
})

test('what a stage does not give stays', () => {
  assert.equal(change(start(pairs), {}, {}), start(pairs))
})

test('a number is given as it is, or by the name of a fact', () => {
  const flow = change(start(pairs), { width: 'hidden' }, { hidden: 384 })
  assert.equal([flow.width, change(flow, { width: 9 }, {}).width], [384, 9])
})

test('metrics are added to those before', () => {
  const once = change(start(pairs), { metrics: ['dev.a'] }, {})
  assert.equal(change(once, { metrics: ['dev.b', 'test.a'] }, {}).metrics, ['dev.a', 'dev.b', 'test.a'])
})

test.run()
