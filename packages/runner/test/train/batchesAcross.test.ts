import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { epochBatches, lengthOf } from '../../src/train/batches.js'
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

/** Epochs of 10 rows in batches of 4: the rows 0–3, 4–7 and 8–9, in epoch e beginning with row e. */
const sampler = (epochs: number, { accumulate = 1, steps }: { accumulate?: number; steps?: number } = {}) => ({
  batches: (epoch: number) =>
    epochBatches(
      10,
      4,
      Array.from({ length: 10 }, (_, i) => (i + epoch) % 10),
    ).map(rows => ({ set: 0, rows })),
  count: () => 3,
  ...lengthOf(Array(epochs).fill(3), { accumulate, steps }),
})
const firsts = (found: ReturnType<typeof batchesAcross>) => found.map(({ rows: [first] }) => first)

test('batches are those of the run, over all its epochs', () => {
  assert.equal(
    batchesAcross({ accumulate: 1 }, sampler(2), 100).map(({ rows }) => rows),
    [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 0],
    ],
  )
  assert.equal(firsts(batchesAcross({ accumulate: 1 }, sampler(1, { steps: 4 }), 100)), [0, 4, 8, 1])
  assert.equal(firsts(batchesAcross({ accumulate: 1 }, sampler(2), 2)), [0, 5])
})

test('where several batches are a step, a step at the end of an epoch may have fewer', () => {
  // Three batches an epoch are two steps of two and one; three steps are five batches.
  const count = (steps: number) => batchesAcross({ accumulate: 2 }, sampler(1, { steps, accumulate: 2 }), 100).length
  assert.is(count(3), 5)
  assert.is(count(4), 6)
})

test.run()
