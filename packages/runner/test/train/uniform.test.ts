import { drawnOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { uniformOf } from '../../src/train/uniform.js'

const first = (seed: number, step: number, place: number) => {
  const uniform = uniformOf(seed, { step, place })
  return [uniform(), uniform(), uniform()]
}

test('the numbers of a batch are a function of the seed, the step and its place', () => {
  assert.equal(first(7, 3, 1), first(7, 3, 1))
  const others = [first(8, 3, 1), first(7, 4, 1), first(7, 3, 0)]
  for (const other of others) assert.not.equal(other, first(7, 3, 1))
})

test('over many steps every layer is drawn about as often', () => {
  const counts = [0, 0, 0, 0]
  for (let step = 0; step < 4000; step++) counts[drawnOf(4, 1, uniformOf(42, { step, place: 0 }))[0]!]!++
  // Of 4,000 draws a quarter is 1,000, and 4 standard deviations are 110.
  assert.ok(
    counts.every(count => Math.abs(count - 1000) < 110),
    `${counts}`,
  )
})

test.run()
