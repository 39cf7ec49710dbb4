import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { labels } from '../../src/evaluate/labels.js'
import { readsRows, scoresOf } from './scores.js'

const accuracy = (label: readonly number[], predicted: readonly number[]) =>
  scoresOf(labels.definition, {}, { labels: { label }, predicted }).metrics

test('the share of rows whose class was predicted', () => {
  assert.equal(accuracy([0, 1, 2, 2], [0, 2, 2, 1]), { accuracy: 0.5 })
  assert.equal(accuracy([0, 1], [0, 1]), { accuracy: 1 })
  assert.equal(accuracy([0, 1], [1, 0]), { accuracy: 0 })
})

test('no rows have no accuracy', () => {
  assert.equal(accuracy([], []), { accuracy: Number.NaN })
})

test('it reads the head of the loss', () => {
  assert.is(readsRows(labels.definition).reads, 'head')
})

test.run()
