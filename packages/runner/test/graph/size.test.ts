import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printSize, sameShape, sameSize, sizeAt, solver, unknown } from '../../src/graph/size.js'

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

test('of several solutions the simplest is taken, and an equal number is no function of a size', () => {
  assert.is(solve([7, 7, 7]), 7)
  assert.equal(solve(at(({ rows }) => rows)), { factor: 1, powers: { rows: 1 }, offset: 0 })
})

test('a whole number is a whole multiple of sizes, or one more or less', () => {
  assert.equal(solve(at(({ rows, length }) => rows * length + 2)), {
    factor: 1,
    powers: { rows: 1, length: 1 },
    offset: 2,
  })
  assert.is(solve(at(({ rows }) => Math.ceil(rows / 4))), undefined)
})

test('a solution prints, and gives the numbers back that it was made of', () => {
  const cases: readonly (readonly [(sizes: { rows: number; length: number }) => number, string])[] = [
    [({ rows }) => rows, 'rows'],
    [({ rows, length }) => 12 * rows * length ** 2, '12·rows·length²'],
    [({ rows }) => 1 / rows, '1/rows'],
    [({ rows, length }) => (0.5 * length) / rows, '0.5·length/rows'],
    [({ length }) => length - 1, 'length-1'],
    [({ length }) => 3 - length, '-1·length+3'],
  ]
  for (const [value, text] of cases) {
    const size = solve(at(value))!
    assert.is(printSize(size), text)
    for (const sizes of traces)
      assert.ok(Math.abs(sizeAt(size, sizes) - value(sizes)) <= 1e-12 * Math.abs(value(sizes)))
  }
})

test('sizes are the same when they print the same; what is unknown is the same as nothing', () => {
  const rows = solve(at(({ rows }) => rows))!
  assert.ok(sameSize(rows, { factor: 1, powers: { rows: 1 }, offset: 0 }))
  assert.not(sameSize(rows, solve(at(({ length }) => length))!))
  assert.not(sameSize(unknown, unknown))
  assert.ok(sameShape([rows, 4], [rows, 4]))
  assert.not(sameShape([rows, 4], [rows]))
  assert.ok(Number.isNaN(sizeAt(unknown, traces[0]!)))
})

test.run()
