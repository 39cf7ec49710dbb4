import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { grown } from './grown.js'

test('a line rises by its slope times the way', () => {
  assert.is(
    grown([
      [10, 1],
      [20, 2],
      [40, 4],
    ]),
    3,
  )
})

test('what goes up and down around a level has not grown', () => {
  assert.is(
    grown([
      [0, 5],
      [1, 7],
      [2, 7],
      [3, 5],
    ]),
    0,
  )
})

test('a single measurement moves the line by its weight', () => {
  // x − 1.5 = −1.5 −0.5 0.5 1.5; y − 2.5 = −2.5 5.5 −1.5 −1.5: slope (3.75 − 2.75 − 0.75 − 2.25) / 5
  assert.ok(
    Math.abs(
      grown([
        [0, 0],
        [1, 8],
        [2, 1],
        [3, 1],
      ]) + 1.2,
    ) < 1e-12,
  )
})

test.run()
