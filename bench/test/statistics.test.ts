import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { median, ratios, spread } from '../src/statistics.js'

test('the median is the middle one, or the mean of the two in the middle', () => {
  assert.is(median([9]), 9)
  assert.is(median([10, 1, 2]), 2)
  assert.is(median([10, 1, 2, 4]), 3)
})

test('numbers are put in order as numbers and stay where they were', () => {
  const numbers = [100, 20, 3]
  assert.is(median(numbers), 20)
  assert.equal(numbers, [100, 20, 3])
})

test('the spread is the median with the least and the most', () => {
  assert.equal(spread([5, 1, 4, 2, 3]), { median: 3, least: 1, most: 5 })
})

test('ratios are ours / reference within a round, not of the medians', () => {
  const rounds = [
    { ours: 20, reference: 10 },
    { ours: 3, reference: 2 },
    { ours: 40, reference: 40 },
  ]
  assert.equal(ratios(rounds), [2, 1.5, 1])
  assert.equal(spread(ratios(rounds)), { median: 1.5, least: 1, most: 2 })
})

test.run()
