import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { debertaBuckets, mirrored } from '../../src/encode/debertaBuckets.js'
import { mpnetBuckets } from '../../src/encode/mpnetBuckets.js'

test('MPNet: a row for each of seven distances to either side, then rows by the logarithm, the last from 113 on', () => {
  const rows = (...of: readonly number[]) => of.map(mpnetBuckets.of)
  assert.equal(rows(0, -1, -7, 1, 7), [0, 1, 7, 17, 23])
  // 8 + ⌊8 · ln(d / 8) / ln 16⌋: 0.92 at 11, 1.17 at 12, 2 at 16, 6.98 at 90, 7.01 at 91
  assert.equal(rows(-8, -11, -12, -15, -16, -90, -91, -128), [8, 8, 9, 9, 10, 14, 15, 15])
  assert.equal(rows(11, 12, 128), [24, 25, 31])
})

test('DeBERTa: half of the buckets for near distances, then by the logarithm up to the farthest', () => {
  const { of } = debertaBuckets({ position_buckets: 8, max_relative_positions: 64, max_position_embeddings: 80 })
  const rows = (...distances: readonly number[]) => distances.map(of)
  assert.equal(rows(-4, -1, 0, 1, 4), [4, 7, 8, 9, 12])
  // 4 + ⌈3 · ln(d / 4) / ln(63 / 4)⌉: 0.24 at 5, 0.997 at 10, 1.10 at 11, 3 at 63, 3.02 at 64, which is beyond the table
  assert.equal(rows(5, 10, 11, 63, 64, 80), [13, 13, 14, 15, 15, 15])
  assert.equal(rows(-5, -10, -11, -63, -64), [3, 3, 2, 1, 0])
})

test('DeBERTa without buckets: a row for each distance that is near enough', () => {
  const buckets = debertaBuckets({ position_buckets: 0, max_relative_positions: 3, max_position_embeddings: 20 })
  assert.equal([-4, -3, 0, 2, 3].map(buckets.of), [0, 0, 3, 5, 5])
  assert.equal([-4, -3, 0, 2, 3].map(mirrored(buckets).of), [5, 5, 3, 1, 0])
})

test.run()
