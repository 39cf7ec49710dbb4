import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { agreement, disagreement, type Turn } from '../src/agreement.js'
import type { Both } from '../src/both.js'

const turn = (ours: number, reference: number, pairs = 16): Both<Turn> => ({
  ours: { pairs, loss: ours },
  reference: { pairs, loss: reference },
})
const near = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}`)

test('losses that differ both ways cancel in the mean, not step by step', () => {
  const turns = [turn(0.02, 0.03), turn(0.04, 0.03), turn(0.02, 0.02)]
  const { steps, difference, overall } = agreement(turns, turns)
  assert.is(steps, 3)
  near(difference, 0.02 / 0.08)
  near(overall, 0)
})

test('a turn counts by its pairs', () => {
  near(agreement([turn(1, 1)], [turn(1, 1, 10), turn(3, 2, 20)]).overall, (70 - 50) / 50)
})

test('a small difference is dropout', () => {
  assert.is(disagreement({ steps: 8, difference: 0.12, overall: 0.02 }, [turn(1, 1)]), undefined)
})

test('other rows, other training and uneven batches are no comparison', () => {
  const even = [turn(1, 1)]
  const uneven = { ours: { pairs: 16, loss: 1 }, reference: { pairs: 5, loss: 1 } }
  assert.match(disagreement({ steps: 8, difference: 0.4, overall: 0 }, even)!, /first 8 steps differ by 40 %/)
  assert.match(disagreement({ steps: 8, difference: 0.1, overall: 0.3 }, even)!, /differ by 30 % in the mean/)
  assert.match(disagreement({ steps: 8, difference: Number.NaN, overall: 0 }, even)!, /do not see the same rows/)
  assert.match(
    disagreement({ steps: 8, difference: 0.1, overall: 0 }, [...even, uneven])!,
    /ours trained on 16 pairs where the reference trained on 5/,
  )
})

test.run()
