import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ofAttention, ofProducts } from '../src/ours/operations.js'
import { stepRows } from '../src/ours/stepRows.js'

const sizes = { hidden: 2, intermediate: 3, layers: 5 }

test('a token costs 2 · in · out operations a product, three times with the way back, in each layer', () => {
  // 4 · 2 · 2 · 2 + 2 · 2 · 2 · 3 = 56 a token, forward.
  assert.is(ofProducts(sizes, [1]), 3 * 5 * 56)
  assert.is(ofProducts(sizes, [3, 4]), 7 * 3 * 5 * 56)
})

test('attention costs the square of the length of each text', () => {
  assert.is(ofAttention(sizes, [3, 4]), 3 * 5 * 4 * 2 * (9 + 16))
})

test('a step has the rows of its batch, each row once an epoch', () => {
  const steps = stepRows(5, 2)
  const epoch = () => Array.from({ length: 3 }, () => steps.next().value)
  const [first, second] = [epoch(), epoch()]
  assert.equal(
    first.map(rows => rows.length),
    [2, 2, 1],
  )
  assert.equal([...first.flat()].sort(), [0, 1, 2, 3, 4])
  assert.equal([...second.flat()].sort(), [0, 1, 2, 3, 4])
  assert.not.equal(first, second)
})

test.run()
