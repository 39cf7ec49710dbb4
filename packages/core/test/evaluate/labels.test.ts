import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { labels } from '../../src/evaluate/labels.js'

const { does } = labels.definition
if (does.family !== 'evaluator') throw new Error('it is no evaluator')
const accuracy = (label: readonly number[], predicted: readonly number[]) =>
  does.score(
    { rows: label.length, width: 0, embeddings: {}, labels: { label: Float64Array.from(label) } },
    {},
    Int32Array.from(predicted),
  )

test('the share of rows whose class was predicted', () => {
  assert.equal(accuracy([0, 1, 2, 2], [0, 2, 2, 1]), { accuracy: 0.5 })
  assert.equal(accuracy([0, 1], [0, 1]), { accuracy: 1 })
  assert.equal(accuracy([0, 1], [1, 0]), { accuracy: 0 })
})

test('no rows have no accuracy', () => {
  assert.equal(accuracy([], []), { accuracy: Number.NaN })
})

test('it reads the head of the loss', () => {
  assert.is(does.reads, 'head')
})

test.run()
