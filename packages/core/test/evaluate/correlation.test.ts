import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pearson, ranks, spearman } from '../../src/evaluate/correlation.js'

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}, not ${expected}`)

test('Pearson: a line is 1, its mirror −1, and (0 1 2) with (0 2 1) a half', () => {
  near(pearson([1, 2, 4], [3, 5, 9]), 1)
  near(pearson([1, 2, 4], [-3, -5, -9]), -1)
  near(pearson([0, 1, 2], [0, 2, 1]), 0.5)
})

test('Spearman sees only the order', () => {
  near(spearman([1, 2, 3, 4], [1, 10, 100, 1e9]), 1)
  near(spearman([0, 1, 2], [0, 2000, 1]), 0.5)
})

test('ties share the average of their ranks', () => {
  assert.equal([...ranks([10, 20, 10, 5, 20, 20])], [2.5, 5, 2.5, 1, 5, 5])
  near(spearman([1, 1, 2], [1, 2, 3]), 1.5 / Math.sqrt(1.5 * 2))
})

test('a constant side, a NaN, one pair or none give NaN', () => {
  for (const correlation of [pearson, spearman]) {
    assert.ok(Number.isNaN(correlation([0.1, 0.1, 0.1], [1, 2, 3])))
    assert.ok(Number.isNaN(correlation([1, 2, 3], [0, 0, 0])))
    assert.ok(Number.isNaN(correlation([1, Number.NaN, 3], [1, 2, 3])))
    assert.ok(Number.isNaN(correlation([1], [1])))
    assert.ok(Number.isNaN(correlation([], [])))
  }
})

test('does not change what it is given', () => {
  const x = Float32Array.of(3, 1, 2)
  spearman(x, [1, 2, 3])
  assert.equal([...x], [3, 1, 2])
})

test.run()
