import { test } from 'uvu'
import { plainReshapes } from '../../../src/graph/passes/plainReshapes.js'
import { becomes } from './becomes.js'

test('the one side that depends on the batch is −1', () =>
  becomes(
    plainReshapes,
    `
    %0 = Placeholder() float32[tokens, 8]  "x"
    %1 = Const(2·tokens 4) int32[2]
    %2 = Reshape(%0, %1) float32[2·tokens, 4]  # encode
    `,
    `
    %0 = Placeholder() float32[tokens, 8]  "x"
    %1 = Const(2·tokens 4) int32[2]
    %2 = Const(-1 4) int32[2]
    %3 = Reshape(%0, %2) float32[2·tokens, 4]  # encode
    `,
  ))

test('with two such sides, or none, or a shape that is computed, a reshape stays', () => {
  const kept = `
    %0 = Placeholder() float32[rows, tokens]  "x"
    %1 = Const(tokens rows) int32[2]
    %2 = Reshape(%0, %1) float32[tokens, rows]
    %3 = Placeholder() float32[8]  "y"
    %4 = Const(2 4) int32[2]
    %5 = Reshape(%3, %4) float32[2, 4]
    %6 = Placeholder() int32[2]  "shape"
    %7 = Reshape(%0, %6) float32[tokens, rows]
  `
  becomes(plainReshapes, kept, kept)
})

test.run()
