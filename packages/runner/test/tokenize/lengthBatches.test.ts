import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { lengthBatches } from '../../src/tokenize/lengthBatches.js'

test('so many texts a batch, the longest first, equal lengths in their order', () => {
  assert.equal(lengthBatches([3, 9, 3, 5, 9], { batchSize: 2 }), [[1, 4], [3, 0], [2]])
})

test('as many texts a batch as fit its tokens when each is as long as the longest', () => {
  assert.equal(lengthBatches([2, 10, 3, 5, 4, 2], { tokensPerBatch: 10 }), [[1], [3, 4], [2, 0, 5]])
})

test('a text longer than the budget is a batch by itself, and texts without tokens share one', () => {
  assert.equal(lengthBatches([0, 7, 0], { tokensPerBatch: 5 }), [[1], [0, 2]])
})

test('no texts are no batches', () => {
  assert.equal(lengthBatches([], { batchSize: 3 }), [])
})

test('every text is in one batch, no batch is over its budget, and none is shorter than a later one', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 100 }), (lengths, tokensPerBatch) => {
      const batches = lengthBatches(Uint32Array.from(lengths), { tokensPerBatch })
      const order = batches.flat()
      assert.equal(
        [...order].sort((a, b) => a - b),
        [...lengths.keys()],
      )
      order.slice(1).forEach((text, i) => {
        assert.ok(lengths[text]! <= lengths[order[i]!]!)
      })
      for (const batch of batches) assert.ok(batch.length === 1 || batch.length * lengths[batch[0]!]! <= tokensPerBatch)
    }),
  )
})

test.run()
