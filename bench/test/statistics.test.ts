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

test('ratios are taken within a round, not of the medians', () => {
  assert.equal(ratios([20, 3, 40], [10, 2, 40]), [2, 1.5, 1])
})

test.run()
