import { mersenneTwister } from '@siamese/core'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { groupedByLabel } from '../../../src/train/samplers/groupedByLabel.js'

/** A generator that draws 0 leaves every order as it is. */
const inOrder = (labels: readonly number[], batchSize: number, draw = () => 0) => [
  ...groupedByLabel(labels, batchSize, draw),
]

test('every label gives two rows in turn; odd rows and labels of one row are left out', () => {
  //              0  1  2  3  4  5  6  7  8
  const labels = [0, 0, 0, 1, 1, 1, 1, 2, 0]
  assert.equal(inOrder(labels, 4), [
    [0, 1, 3, 4],
    [2, 8, 5, 6],
  ])
})

test('it ends where fewer than two labels are left, and a last batch of two rows is left out', () => {
  assert.equal(inOrder([0, 0, 1, 1, 2, 2], 4), [[0, 1, 2, 3]])
  assert.equal(inOrder([0, 0, 0, 0, 0, 0, 1, 1], 8), [[0, 1, 6, 7]])
  assert.equal(inOrder([0, 0, 0, 0], 4), [])
  assert.equal(inOrder([0, 1, 2, 3], 4), [])
})

test('two pairs that follow each other in a batch are of different labels', () => {
  // One is drawn where two orders are drawn: rows 0 and 1 are 1, 0; labels in both rounds are 1, 0 and then 0, 1, turned round.
  const drawn = [0, 0, 0, 1, 0, 1][Symbol.iterator]()
  const found = inOrder([0, 0, 0, 0, 1, 1, 1, 1], 8, () => drawn.next().value ?? 0)
  assert.equal(
    found.flat().map(row => Math.floor(row / 4)),
    [0, 0, 1, 1, 0, 0, 1, 1],
  )
})

test('every batch has two labels or more, each an even number of times, and no row comes twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }),
      fc.integer({ min: 2, max: 5 }),
      fc.nat(),
      (labels, half, seed) => {
        const found = inOrder(labels, 2 * half, mersenneTwister(seed))
        const rows = found.flat()
        assert.is(new Set(rows).size, rows.length)
        for (const batch of found) {
          assert.ok(batch.length >= 4 && batch.length <= 2 * half)
          const counts = new Map<number, number>()
          for (const row of batch) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1)
          assert.ok(counts.size >= 2, `${batch} of ${labels}`)
          assert.ok([...counts.values()].every(count => count % 2 === 0))
        }
      },
    ),
  )
})

test.run()
