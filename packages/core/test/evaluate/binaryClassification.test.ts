import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { averagePrecision } from '../../src/evaluate/averagePrecision.js'
import { binaryClassification } from '../../src/evaluate/binaryClassification.js'
import { bestThresholds, matthews } from '../../src/evaluate/thresholds.js'
import { scoresOf } from './scores.js'

const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs(actual! - expected) < 1e-6, `${actual} instead of ${expected}`)

test('thresholds lie midway between neighbours', () => {
  // pairs at 4 and 2, others at 3 and 1: three of four are right from 3.5 on, F1 of 3.5 is 2/3, of 1.5 it is 4/5
  const best = bestThresholds(Float32Array.of(4, 3, 2, 1), [1, 0, 1, 0])
  assert.equal(best, { accuracy: 0.75, accuracyThreshold: 3.5, f1: 0.8, precision: 2 / 3, recall: 1, f1Threshold: 1.5 })
})

test('equal scores are not parted', () => {
  // 2 holds a pair and another, so one can be had only with the other
  const best = bestThresholds(Float32Array.of(2, 2, 1), [1, 0, 0])
  assert.is(best.f1Threshold, 1.5)
  near(best.f1, 2 / 3)
  assert.is(best.accuracy, 2 / 3)
  near(averagePrecision([2, 2, 1], [1, 0, 0]), 0.5)
  near(averagePrecision([2, 2, 1], [0, 1, 0]), 0.5)
})

test('accuracy may take no pair at all, from just beyond the greatest score on', () => {
  const best = bestThresholds(Float32Array.of(0.5, 0.25), [0, 0])
  assert.is(best.accuracy, 1)
  assert.ok(best.accuracyThreshold > 0.5 && best.accuracyThreshold < 0.5001)
  assert.is(best.f1, 0)
})

test('average precision adds the precision at each relevant one: (1 + 2/3) / 2', () => {
  near(averagePrecision([4, 3, 2, 1], [1, 0, 1, 0]), 5 / 6)
  assert.is(averagePrecision([1, 2], [0, 0]), 0)
})

test("Matthews' correlation of three right of four: (2 · 1 − 1 · 0) / √(3 · 2 · 2 · 1)", () => {
  near(matthews([4, 3, 2, 1], [1, 0, 1, 0], 2), 2 / Math.sqrt(12))
  assert.is(matthews([4, 3], [1, 1], 2), 0)
})

test('a distance has a threshold below which pairs belong together, and the best of several is reported', () => {
  // distances 0 and 2; cosines 1 and 0
  const embeddings = {
    sentence1: [
      [1, 0],
      [1, 1],
    ],
    sentence2: [
      [1, 0],
      [-1, 1],
    ],
  }
  const { metrics, doubts } = scoresOf(
    binaryClassification.definition,
    { similarity: ['cosine', 'euclidean'] },
    { embeddings, labels: { label: [1, 0] } },
  )
  near(metrics.cosine_accuracy_threshold, 0.5)
  near(metrics.euclidean_accuracy_threshold, 1)
  near(metrics.max_accuracy_threshold, 1)
  assert.is(metrics.max_ap, 1)
  assert.equal(doubts, [])
})

test('pairs that are all of one kind tell nothing, and that is said', () => {
  const embeddings = { sentence1: [[1, 0]], sentence2: [[1, 0]] }
  const said = (label: number) =>
    scoresOf(binaryClassification.definition, {}, { embeddings, labels: { label: [label] } })
  assert.equal(said(1).doubts, ['there is no pair that does not (label 0), so the metrics tell nothing'])
  assert.equal(said(0).doubts, ['there is no pair that belongs together (label 1), so the metrics tell nothing'])
  assert.is(said(0).metrics.cosine_ap, 0)
})

test.run()
