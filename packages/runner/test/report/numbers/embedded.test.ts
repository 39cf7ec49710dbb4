import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { byPartner } from '../../../src/report/numbers/byPartner.js'
import { cosines, type Embedded, normalized, stacked } from '../../../src/report/numbers/embedded.js'
import { nearest } from '../../../src/report/numbers/nearest.js'
import { principalMap } from '../../../src/report/numbers/principalMap.js'
import { spectrumOf } from '../../../src/report/numbers/spectrum.js'
import { byClass, byNegative, byScore } from '../../../src/report/numbers/worstRows.js'

const embedded = (...rows: readonly (readonly number[])[]): Embedded => ({
  values: Float32Array.from(rows.flat()),
  rows: rows.length,
  width: rows[0]!.length,
})
const near = (found: number, expected: number, what = '') =>
  assert.ok(Math.abs(found - expected) < 1e-6, `${what} is ${found}, expected ${expected}`)

test('cosines are those of rows, and a row of zeros is like nothing', () => {
  const one = normalized(embedded([3, 0], [0, 2], [0, 0]))
  const other = normalized(embedded([1, 1], [0, 5], [1, 0]))
  const [first, second, third] = cosines(one, other)
  near(first!, Math.SQRT1_2)
  near(second!, 1)
  assert.is(third, 0)
})

test('four points of a square have two equal directions, and a mean cosine of −1/3', () => {
  const spectrum = spectrumOf(embedded([1, 0], [-1, 0], [0, 1], [0, -1]))!
  near(spectrum.singular[0]!, Math.SQRT1_2)
  near(spectrum.singular[1]!, Math.SQRT1_2)
  near(spectrum.effectiveRank, 2)
  assert.is(spectrum.directions90, 2)
  near(spectrum.meanCosine, -1 / 3)
})

test('points on a line have one direction, also where there are fewer texts than numbers', () => {
  const spectrum = spectrumOf(embedded([1, 0, 0, 0], [-1, 0, 0, 0], [2, 0, 0, 0]))!
  near(spectrum.effectiveRank, 1)
  assert.is(spectrum.directions90, 1)
})

test('embeddings that are all the same have no spectrum', () => {
  assert.is(spectrumOf(embedded([1, 2], [1, 2], [2, 4], [1, 2])), undefined)
  assert.is(spectrumOf(embedded([1, 2], [2, 1])), undefined)
})

test('the first axis of a map is where texts differ most, and points to its largest number', () => {
  const [plane] = principalMap([embedded([-1, 0.1, 0], [-1, -0.1, 0], [1, 0, 0], [1, 0, 0])])
  assert.ok(plane!.shares[0] > 0.99)
  assert.ok(plane!.points[2]![0] > 0, 'the side of +1 is at the right')
  near(plane!.points[0]![0], plane!.points[1]![0])
})

test('two clouds share their axes: one that is another turned by half is its mirror', () => {
  const rows = [
    [1, 0.2, 0.3],
    [-1, 0.4, 0.1],
    [0.5, -1, 0.2],
    [0.1, 0.9, -0.7],
  ]
  const [one, other] = principalMap([embedded(...rows), embedded(...rows.map(row => row.map(x => -x)))])
  for (const [i, [x, y]] of one!.points.entries()) {
    near(other!.points[i]![0], -x, `x of ${i}`)
    near(other!.points[i]![1], -y, `y of ${i}`)
  }
})

test('a map is the same whether there are more texts than numbers or fewer, but for rounding', () => {
  const rows = [
    [1, 0.2, 0.3],
    [-1, 0.4, 0.1],
    [0.5, -1, 0.2],
  ]
  const [few] = principalMap([embedded(...rows)])
  const [many] = principalMap([embedded(...rows, ...rows)])
  for (const [i, [x, y]] of few!.points.entries()) {
    near(many!.points[i]![0], x)
    near(many!.points[i]![1], y)
  }
})

test('the nearest texts are those of the highest cosine, without itself and those left out', () => {
  const all = normalized(embedded([1, 0], [1, 0.1], [1, 0.5], [0, 1]))
  assert.equal(
    nearest(all, 0, 2, row => row === 1).map(({ row }) => row),
    [2, 3],
  )
})

test('the worst pair by score is the one whose place is farthest from its own', () => {
  const [worst] = byScore([0.1, 0.9, 0.5], [0, 1, 5])
  assert.is(worst!.row, 1)
  assert.is(worst!.why, '50 % → 100 %')
})

test('the worst row by class looks like another', () => {
  const found = byClass([0.9, 0.8, 0.1, 0.2, 0.85], [1, 1, 0, 0, 0], ['no', 'yes'])
  assert.equal(
    found.map(({ row, why }) => [row, why]),
    [[4, 'no → yes']],
  )
})

test('the worst triplets have a negative that is nearer', () => {
  assert.equal(
    byNegative([0.9, 0.2, 0.4], [0.1, 0.3, 0.9]).map(({ row }) => row),
    [2, 1],
  )
})

test('a partner is missed by as many rows as are nearer', () => {
  const found = byPartner(embedded([1, 0], [0, 1], [1, 1]), embedded([0, 1], [0.1, 1], [1, 1]))
  assert.equal(
    found.map(({ row, by }) => [row, by]),
    [
      [0, 2],
      [1, 1],
    ],
  )
})

test('embeddings stand below one another', () => {
  assert.equal([...stacked([embedded([1, 2]), embedded([3, 4], [5, 6])]).values], [1, 2, 3, 4, 5, 6])
})

test.run()
