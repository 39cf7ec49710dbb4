import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { lengthsOf } from '../../../src/run/explain/lengths.js'

const measured = (lengths: readonly number[], limit: number) => lengths.map(length => ({ length, limit, special: 2 }))

test('median, 95 %, longest, what is cut and what is empty', () => {
  // 2 … 20 and 30: twenty texts; the 10th is 11, the 19th is 20.
  const lengths = [...Array.from({ length: 19 }, (_, i) => 20 - i), 30]
  const { texts, median, most95, longest, cut, lost, tokens, empty } = lengthsOf(measured(lengths, 18))
  assert.equal([texts, median, most95, longest], [20, 11, 20, 30])
  // 19, 20 and 30 are longer than 18, by 1, 2 and 12; 2 are special tokens alone.
  assert.equal([cut, lost, empty], [3, 15, 1])
  assert.is(tokens, (19 * 22) / 2 + 30)
})

test('buckets are of a round width, the longest texts share the last, and none is empty before the first text', () => {
  const { buckets } = lengthsOf(measured([...Array(300).fill(12), ...Array(300).fill(31), 900], 512))
  // 99 % of the texts have 31 tokens or fewer: nine buckets of 4 hold them.
  assert.equal(buckets[0], { from: 9, to: 12, texts: 300 })
  assert.equal(buckets.at(-1), { from: 37, to: 900, texts: 1 })
  assert.is(buckets.length, 8)
})

test('every text lies in one bucket, whatever the lengths', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 60 }), lengths => {
      const { buckets } = lengthsOf(measured(lengths, 100))
      assert.is(
        buckets.reduce((sum, { texts }) => sum + texts, 0),
        lengths.length,
      )
      assert.ok(buckets.length <= 10)
      buckets.slice(1).forEach(({ from }, i) => assert.is(from, buckets[i]!.to + 1))
    }),
  )
})

test.run()
