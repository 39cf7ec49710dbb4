import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { timesFor } from '../../../src/run/estimate/timesFor.js'

test('what costs more than there is to spend is timed once, what is cheap up to six times, all else twice or more', () => {
  // A sixth of the budget is 0.1 s: three times for 0.03 s.
  assert.equal(
    [0.7, 0.5, 0.1, 0.03, 0.001].map(seconds => timesFor(seconds, 0.6)),
    [1, 2, 2, 3, 6],
  )
})

test.run()
