import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { drawnOf } from '../src/drawnOf.js'

test('numbers are drawn in the order of what is left', () => {
  const given = [0.5, 0, 0.99]
  assert.equal(
    drawnOf(4, 3, () => given.shift()!),
    [2, 0, 3],
  )
})

test('no number is drawn twice, and all where so many are asked for', () => {
  assert.equal(
    drawnOf(3, 5, () => 0.999_999),
    [2, 1, 0],
  )
})

test.run()
