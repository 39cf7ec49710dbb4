import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { groupedByLabel } from '../../../src/train/samplers/groupedByLabel.js'

const inOrder = (labels: readonly number[], batchSize: number) => groupedByLabel([...labels.keys()], batchSize, labels)

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

test('labels and rows come in the order given', () => {
  assert.equal(groupedByLabel([3, 2, 1, 0], 4, [0, 0, 1, 1]), [[3, 2, 1, 0]])
})

test('every batch has two labels or more, each an even number of times, and no row comes twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }),
      fc.integer({ min: 2, max: 5 }),
      (labels, half) => {
        const found = inOrder(labels, 2 * half)
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
