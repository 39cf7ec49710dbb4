import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { timesFor } from '../../../src/run/estimate/timesFor.js'

test('what is dear is timed twice, what is cheap up to six times', () => {
  // A sixth of the budget is 0.1 s: three times for 0.03 s.
  assert.equal(
    [0.7, 0.5, 0.1, 0.03, 0.001].map(seconds => timesFor(seconds, 0.6)),
    [2, 2, 2, 3, 6],
  )
})

test.run()
