import './cpu.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { absolute } from '../src/absolute.js'
import { tensorOf, withGradients } from './numeric.js'

test('|x| has the gradient −1, 0 or 1, which is 0 at 0', () => {
  const { values, gradients } = withGradients(absolute, [
    tensorOf([
      [-2, 0, 3],
      [0.5, -0.5, 0],
    ]),
  ])
  assert.equal(values, [2, 0, 3, 0.5, 0.5, 0])
  assert.equal(
    gradients[0]!.map(g => g + 0),
    [-1, 0, 1, 1, -1, 0],
  )
})

test.run()
