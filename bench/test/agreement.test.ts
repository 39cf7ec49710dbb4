import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { agreement, disagreement } from '../src/agreement.js'

const losses = [
  { ours: 0.02, reference: 0.03 },
  { ours: 0.04, reference: 0.03 },
  { ours: 0.02, reference: 0.02 },
]

test('losses that differ both ways do not cancel', () => {
  assert.equal(agreement(losses).steps, 3)
  assert.ok(Math.abs(agreement(losses).difference - 0.02 / 0.08) < 1e-12)
})

test('losses of other rows and uneven batches are no comparison', () => {
  const even = [{ ours: 16, reference: 16 }]
  assert.is(disagreement({ steps: 8, difference: 0.05 }, even), undefined)
  assert.match(disagreement({ steps: 8, difference: 0.4 }, even)!, /losses of the first 8 steps differ by 40 %/)
  assert.match(
    disagreement({ steps: 8, difference: 0.05 }, [...even, { ours: 16, reference: 5 }])!,
    /ours trained on 16 pairs where the reference trained on 5/,
  )
})

test.run()
