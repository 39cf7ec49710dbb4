import { test } from 'uvu'
import { columnSums } from '../../../src/graph/passes/columnSums.js'
import { becomes } from './becomes.js'

test('the rows of a matrix are added up as the gradient of a bias', () =>
  becomes(
    columnSums,
    `
    %0 = Placeholder() float32[tokens, 8]  "x"
    %1 = Const(0) int32[1]
    %2 = Sum(%0, %1) float32[8]  # encode, backward
    `,
    `
    %0 = Placeholder() float32[tokens, 8]  "x"
    %1 = Const(0) int32[1]
    %2 = BiasAddGrad(%0) float32[8]  # encode, backward
    `,
  ))

test('other sums stay', () => {
  const kept = `
    %0 = Placeholder() float32[tokens, 8]  "x"
    %1 = Const(1) int32[1]
    %2 = Sum(%0, %1) float32[tokens]
    %3 = Const(0) int32[1]
    %4 = Sum(%0, %3) float32[1, 8]
    %5 = Placeholder() float32[2, tokens, 8]  "y"
    %6 = Sum(%5, %3) float32[tokens, 8]
    %7 = Placeholder() int32[tokens, 8]  "z"
    %8 = Sum(%7, %3) int32[8]
  `
  becomes(columnSums, kept, kept)
})

test.run()
