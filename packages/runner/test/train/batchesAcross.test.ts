import type { TrainSettings } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { rowOrder } from '../../src/train/batches.js'
import { batchesAcross, spread } from '../../src/train/batchesAcross.js'

test('places are one of each stretch, rising, and all of them where there are few', () => {
  assert.equal(spread(3, 10), [0, 1, 2])
  // Stretches of 2.5 begin at 0, 2.5, 5, 7.5; within them at 0, .618, .236 and .854 of their length.
  assert.equal(spread(10, 4), [0, 4, 5, 9])
  const many = spread(1000, 100)
  many.forEach((place, i) => assert.ok(place >= 10 * i && place < 10 * (i + 1)))
  const odd = many.filter(place => place % 2 === 1).length
  assert.ok(odd > 40 && odd < 60, 'rows that take turns are all met')
})

const settings = (rest: object) =>
  ({ batchSize: 4, accumulate: 1, order: 'as given', seed: 1, ...rest }) as unknown as TrainSettings
const firsts = (found: readonly (readonly number[])[]) => found.map(([first]) => first)

test('batches are those of the run, over all its epochs', () => {
  // 10 rows are batches 0–3, 4–7, 8–9; two epochs have six.
  assert.equal(batchesAcross(settings({ epochs: 2 }), { count: 10 }, 100), [
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ])
  assert.equal(firsts(batchesAcross(settings({ steps: 4 }), { count: 10 }, 100)), [0, 4, 8, 0])
  const shuffled = settings({ epochs: 2, order: 'shuffled', seed: 7 })
  assert.equal(batchesAcross(shuffled, { count: 10 }, 100)[3], rowOrder('shuffled', 10, 7, 1).slice(0, 4))
})

test('where several batches are a step, a step at the end of an epoch may have fewer', () => {
  // Three batches an epoch are two steps of two and one; three steps are five batches.
  assert.is(batchesAcross(settings({ steps: 3, accumulate: 2 }), { count: 10 }, 100).length, 5)
  assert.is(batchesAcross(settings({ steps: 4, accumulate: 2 }), { count: 10 }, 100).length, 6)
})

test.run()
