import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { rateFactor, type Schedule, warmupSteps } from '../../src/train/schedule.js'

const factors = (schedule: Schedule, warmup: number, total: number): readonly number[] =>
  Array.from({ length: total }, (_, step) => rateFactor(schedule, step, warmup, total))
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
