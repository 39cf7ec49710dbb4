import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { minedMetrics } from '../../src/evaluate/minedMetrics.js'
import { mse } from '../../src/evaluate/mse.js'
import { paraphraseMining } from '../../src/evaluate/paraphraseMining.js'
import { translation } from '../../src/evaluate/translation.js'
import { scoresOf } from './scores.js'

test('a translation is found where the nearest sentence has its text', () => {
  const embeddings = {
    source: [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    target: [
      [1, 0],
      [0, 1],
      [0, 1],
    ],
  }
  const texts = { source: ['a', 'b', 'c'], target: ['A', 'B', 'B'] }
  // the third source is equally near to all targets, so the first counts, which is not its own; both B lead back to b
  const { metrics } = scoresOf(translation.definition, {}, { embeddings, texts })
  assert.equal(metrics, { src2trg_accuracy: 2 / 3, trg2src_accuracy: 2 / 3, mean_accuracy: 2 / 3 })
})

test('a teacher is followed to −100 times the mean squared difference: (1 + 0 + 0 + 4) / 4', () => {
  const given = {
    embeddings: {
      text: [
        [1, 2],
        [3, 4],
      ],
    },
    vectors: {
      target: [
        [2, 2],
        [3, 2],
      ],
    },
  }
  assert.equal(scoresOf(mse.definition, {}, given).metrics, { negative_mse: -125 })
})

test('mined pairs are held against those that belong together, by threshold', () => {
  const mined = [
    { score: 0.9, i: 0, j: 1 },
    { score: 0.8, i: 0, j: 2 },
    { score: 0.6, i: 1, j: 2 },
  ]
  // found at ranks 1 and 3 of two: (1 + 2/3) / 2; F1 of all three is 2 · (2/3) / (2/3 + 1) = 0.8
  const given = minedMetrics(
    mined,
    [
      [1, 0],
      [2, 1],
    ],
    'as given',
  )
  assert.ok(Math.abs(given.average_precision - 5 / 6) < 1e-9)
  assert.ok(Math.abs(given.f1 - 0.8) < 1e-9)
  assert.is(given.threshold, 0.6)
  // by way of 1, 0 and 2 belong together, too
  assert.is(
    minedMetrics(
      mined,
      [
        [1, 0],
        [2, 1],
      ],
      'transitive',
    ).f1,
    1,
  )
  assert.equal(minedMetrics(mined, [], 'as given'), {
    average_precision: 0,
    f1: 0,
    precision: 0,
    recall: 0,
    threshold: 0,
  })
})

test('a text that stands in several rows is one text', () => {
  const embeddings = {
    sentence1: [
      [1, 0],
      [1, 0],
    ],
    sentence2: [
      [2, 0.1],
      [0, 1],
    ],
  }
  const given = { embeddings, texts: { sentence1: ['a', 'a'], sentence2: ['b', 'c'] }, labels: { label: [1, 0] } }
  const { metrics } = scoresOf(paraphraseMining.definition, {}, given)
  assert.is(metrics.f1, 1)
  assert.is(metrics.average_precision, 1)
})

test.run()
