import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { solver } from '../../src/graph/size.js'

const traces = [
  { rows: 7, length: 11 },
  { rows: 13, length: 17 },
  { rows: 19, length: 23 },
]
const at = (value: (sizes: { rows: number; length: number }) => number) => traces.map(value)
const solve = solver(traces)

test('a product of sizes is solved with its factor', () => {
  assert.equal(solve(at(({ rows, length }) => 2 * rows * length)), {
    factor: 2,
    powers: { rows: 1, length: 1 },
    offset: 0,
  })
  assert.equal(solve(at(({ rows, length }) => 12 * rows * length ** 2)), {
    factor: 12,
    powers: { rows: 1, length: 2 },
    offset: 0,
  })
})

test('one over a size is solved', () => {
  assert.equal(solve(at(({ rows }) => 1 / rows)), { factor: 1, powers: { rows: -1 }, offset: 0 })
})

test('a size and a whole number more is solved', () => {
  assert.equal(solve(at(({ length }) => length - 1)), { factor: 1, powers: { length: 1 }, offset: -1 })
})

test('what follows no rule has no solution', () => {
  assert.is(solve([3, 1, 4]), undefined)
  assert.is(solve(at(({ rows }) => (rows > 10 ? 2 : 1))), undefined)
})

test.run()
