import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pairedBootstrap } from '../../src/evaluate/pairedBootstrap.js'

const count = 200
const scores = Array.from({ length: count }, (_, i) => i)
/** The scores with noise that repeats, of so much weight. */
const noisy = (weight: number, shift = 0) =>
  scores.map((score, i) => score + weight * ((((i + shift) * 7919) % 101) - 50))

test('a model beside itself has no difference', () => {
  assert.equal(pairedBootstrap(noisy(1), noisy(1), scores), { difference: 0, low: 0, high: 0, p: 1 })
})

test('a clearly better model is told from chance, and the other way round', () => {
  const better = pairedBootstrap(noisy(3), noisy(0.2), scores, { samples: 400 })
  assert.ok(
    better.difference > 0 && better.low > 0 && better.low < better.difference && better.difference < better.high,
  )
  assert.is(better.p, 1 / 400)
  const worse = pairedBootstrap(noisy(0.2), noisy(3), scores, { samples: 400 })
  assert.ok(Math.abs(worse.difference + better.difference) < 1e-12 && worse.high < 0)
  assert.ok(Math.abs(worse.low + better.high) < 1e-12, 'the same pairs are drawn')
})

test('noise is not called progress', () => {
  const { low, high, p } = pairedBootstrap(noisy(2), noisy(2, 37), scores, { samples: 400 })
  assert.ok(low < 0 && high > 0 && p > 0.05, `${low} ${high} ${p}`)
})

test('the seed decides what is drawn', () => {
  const of = (seed: number) => pairedBootstrap(noisy(2), noisy(1), scores, { samples: 50, seed })
  assert.equal(of(1), of(1))
  assert.is.not(of(1).low, of(2).low)
})

test.run()
