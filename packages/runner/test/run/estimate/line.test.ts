import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { expectedDistinct } from '../../../src/run/estimate/distinct.js'
import { lineThrough, secondsFor } from '../../../src/run/estimate/line.js'

const near = (actual: number, expected: number, share = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= share * Math.abs(expected), `${actual} is not ${expected}`)

test('a line goes through two points', () => {
  const line = lineThrough([
    { work: 100, seconds: 0.5 },
    { work: 300, seconds: 0.9 },
  ])
  near(line.least, 0.3)
  near(line.each, 0.002)
  near(secondsFor(line, 1000), 2.3)
})

test('where no slope can be told, time is in proportion to work: of one point, of one work, of less time for more work', () => {
  assert.equal(lineThrough([{ work: 4, seconds: 2 }]), { least: 0, each: 0.5 })
  const [small, same, disturbed] = [
    { work: 4, seconds: 2 },
    { work: 4, seconds: 3 },
    { work: 1, seconds: 5 },
  ]
  assert.equal(lineThrough([small, same]), { least: 0, each: 0.5 })
  assert.equal(lineThrough([disturbed, small]), { least: 0, each: 0.5 })
})

test('nothing takes less than no time: a line that would begin below 0 begins there', () => {
  const steep = lineThrough([
    { work: 1, seconds: 1 },
    { work: 2, seconds: 4 },
  ])
  assert.is(steep.least, 0)
  // The least relative error of c · w: Σ w/s ÷ Σ w²/s² = (1 + 1/2) ÷ (1 + 1/4)
  near(steep.each, 1.2)
})

test('points of a line give it back', () => {
  const positive = fc.double({ min: 0.001, max: 100, noNaN: true })
  fc.assert(
    fc.property(positive, positive, positive, positive, (least, each, a, b) => {
      if (Math.abs(a - b) < 0.1 * Math.max(a, b)) return
      const points = [a, b, a + b].map(work => ({ work, seconds: least + each * work }))
      const line = lineThrough(points)
      for (const { work, seconds } of points) near(secondsFor(line, work), seconds, 1e-4)
    }),
  )
})

test('few draws are nearly all different, many are as many as there are numbers', () => {
  assert.is(expectedDistinct([5, 5, 5], 100), 1)
  // 0 and 6 lie 3 from their mean: n = 1 + √(12 · 9) = 11.39; two draws give n (1 − (1 − 1/n)²) = 2 − 1/n.
  near(expectedDistinct([0, 6], 2), 2 - 1 / (1 + Math.sqrt(108)))
  near(expectedDistinct([0, 6], 10_000), 1 + Math.sqrt(108))
})

test.run()
