import { schedule } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type RateLength, rateFactor, warmupSteps } from '../../src/train/schedule.js'

const factors = (of: Parameters<typeof rateFactor>[0], warmup: number, total: number): readonly number[] => {
  const length: RateLength = { learningRate: 0.01, warmup, total }
  return Array.from({ length: total }, (_, step) => rateFactor(of, step, length))
}
const near = (found: readonly number[], expected: readonly number[]) => {
  assert.is(found.length, expected.length)
  expected.forEach((value, i) => assert.ok(Math.abs(found[i]! - value) < 1e-12, `step ${i}: ${found[i]}, not ${value}`))
}

test('linear: two steps of warm-up, then down to the last step that still moves', () => {
  near(factors('linear', 2, 6), [0, 1 / 2, 1, 3 / 4, 1 / 2, 1 / 4])
  near(factors('linear', 0, 4), [1, 3 / 4, 1 / 2, 1 / 4])
})

test('cosine: half a turn after the warm-up', () => {
  const half = Math.SQRT1_2
  near(factors('cosine', 2, 6), [0, 1 / 2, 1, (1 + half) / 2, 1 / 2, (1 - half) / 2])
})

test('cosine: a whole wave comes back up', () => {
  near(factors(schedule.cosine({ waves: 1 }), 0, 4), [1, 1 / 2, 0, 1 / 2])
  near(factors(schedule.cosine(), 2, 6), factors('cosine', 2, 6))
})

test('cosine: down to a last rate, here a tenth of the highest', () => {
  near(factors(schedule.cosine({ end: 0.001 }), 1, 3), [0, 1, 0.9 / 2 + 0.1])
  near(factors(schedule.cosine({ waves: 1, end: 0.001 }), 0, 4), [1, 0.55, 0.1, 0.55])
})

test('cosine with restarts: each of two cycles begins at the highest rate', () => {
  near(factors(schedule.cosineWithRestarts({ cycles: 2 }), 0, 4), [1, 1 / 2, 1, 1 / 2])
  near(factors(schedule.cosineWithRestarts(), 2, 6), factors('cosine', 2, 6))
})

test('polynomial: down to the last rate, here a tenth of the highest, as a square', () => {
  near(factors(schedule.polynomial({ power: 2, end: 0.001 }), 1, 3), [0, 1, 0.9 / 4 + 0.1])
  near(factors(schedule.polynomial({ end: 0 }), 2, 6), factors('linear', 2, 6))
})

test('inverse square root: counted in the steps of the warm-up, or in the timescale', () => {
  near(factors(schedule.inverseSquareRoot(), 1, 5), [0, 1, Math.SQRT1_2, 1 / Math.sqrt(3), 1 / 2])
  near(factors(schedule.inverseSquareRoot({ timescale: 2 }), 1, 4), [0, 1, Math.sqrt(2 / 3), Math.SQRT1_2])
  near(factors(schedule.inverseSquareRoot(), 0, 2), [1, Math.sqrt(10_000 / 10_001)])
})

test('constant: nothing falls after the warm-up', () => {
  near(factors('constant', 2, 5), [0, 1 / 2, 1, 1, 1])
})

test('warm-up over all steps never reaches the peak, and none at all starts there', () => {
  near(factors('linear', 3, 3), [0, 1 / 3, 2 / 3])
  near(factors('linear', 0, 1), [1])
})

test('a share of the steps is rounded up', () => {
  assert.equal(
    [0, 0.1, 0.1, 0.1, 1].map((share, i) => warmupSteps(share, [360, 360, 361, 1, 7][i]!)),
    [0, 36, 37, 1, 7],
  )
})

test.run()
