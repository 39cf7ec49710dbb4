import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { noDuplicates, textKey } from '../../../src/train/samplers/noDuplicates.js'

const batches = (rows: readonly (readonly string[])[], batchSize: number, order = rows.map((_, i) => i)) =>
  noDuplicates(order, batchSize, Float64Array.from(rows.flat(), textKey), rows[0]?.length ?? 1)

test('a row whose text is in the batch waits for the next one, before the rows after it', () => {
  const rows = [
    ['a', 'p'],
    ['a', 'q'],
    ['b', 'r'],
    ['c', 'a'],
    ['d', 's'],
  ]
  assert.equal(batches(rows, 2), [[0, 2], [1, 4], [3]])
})

test('rows that do not go together with any other stand alone; a row may have one text twice', () => {
  assert.equal(batches([['a'], ['a'], ['a']], 2), [[0], [1], [2]])
  assert.equal(
    batches(
      [
        ['a', 'a'],
        ['b', 'c'],
      ],
      2,
    ),
    [[0, 1]],
  )
})

test('rows are taken in the order given', () => {
  assert.equal(batches([['a'], ['b'], ['c']], 2, [2, 0, 1]), [[2, 0], [1]])
})

test('every row is in one batch, no batch is too large or has a text twice, whatever the rows are', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (numbers, size) => {
      const rows = numbers.map(pair => pair.map(String))
      const found = batches(rows, size)
      assert.equal(
        found.flat().toSorted((a, b) => a - b),
        [...rows.keys()],
      )
      for (const batch of found) {
        assert.ok(batch.length > 0 && batch.length <= size)
        const texts = batch.flatMap(i => [...new Set(rows[i])])
        assert.is(new Set(texts).size, texts.length)
      }
    }),
  )
})

test('texts that differ have keys that differ, in one letter or in order', () => {
  const texts = ['', 'a', 'b', 'ab', 'ba', 'A dog runs.', 'A dog runs', 'a dog runs.', 'é', 'e\u0301']
  assert.is(new Set(texts.map(textKey)).size, texts.length)
  const many = Array.from({ length: 20_000 }, (_, i) => textKey(`text ${i}`))
  assert.is(new Set(many).size, many.length)
  assert.ok(many.every(Number.isSafeInteger))
})

test.run()
