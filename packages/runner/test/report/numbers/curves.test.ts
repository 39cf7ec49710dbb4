import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { smoothed } from '../../../src/report/numbers/smoothed.js'
import { thinned } from '../../../src/report/numbers/thinned.js'

const points = (ys: readonly number[]) => ys.map((y, i) => ({ x: i + 1, y }))

test('a short curve stays as it is', () => {
  const few = points([3, 1, 2])
  assert.is(thinned(few, 2), few)
})

test('of each stretch of a long curve the lowest and the highest point stay, in their order', () => {
  const thin = thinned(points([5, 1, 2, 9, 4, 4, 4, 4]), 2)
  assert.equal(
    thin.map(({ x, y }) => [x, y]),
    [
      [2, 1],
      [4, 9],
      [5, 4],
    ],
  )
})

test('a curve of 100,000 steps keeps its outliers in 700 points', () => {
  const long = points(Array.from({ length: 100_000 }, (_, i) => (i === 77_777 ? 50 : Math.sin(i))))
  const thin = thinned(long, 350)
  assert.ok(thin.length <= 700)
  assert.ok(thin.some(({ y }) => y === 50))
  assert.ok(thin.every(({ x }, i) => i === 0 || x > thin[i - 1]!.x))
})

test('a moving average begins with the first value, and follows', () => {
  // 60 points: β = 1 − 1/2, so m₂ = (½·½·4 + ½·8) / (1 − ¼) = 20/3.
  const ys = [4, 8, ...new Array<number>(58).fill(8)]
  const [one, two] = smoothed(points(ys))
  assert.is(one!.y, 4)
  assert.ok(Math.abs(two!.y - 20 / 3) < 1e-12)
})

test.run()
