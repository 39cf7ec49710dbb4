import { test } from 'uvu'
import { shareEqualNodes } from '../../../src/graph/passes/shareEqualNodes.js'
import { becomes } from './becomes.js'

test('equal operations on equal inputs are computed once, in the place of the first', () =>
  becomes(
    shareEqualNodes,
    `
    %0 = Placeholder() float32[rows]  "x"
    %1 = Const(2) float32[]
    %2 = Mul(%0, %1) float32[rows]  # encode
    %3 = Const(2) float32[]
    %4 = Mul(%0, %3) float32[rows]  # pool.mean
    %5 = AddV2(%2, %4) float32[rows]
    `,
    `
    %0 = Placeholder() float32[rows]  "x"
    %1 = Const(2) float32[]
    %2 = Mul(%0, %1) float32[rows]  # encode
    %3 = AddV2(%2, %2) float32[rows]
    `,
  ))

test('another order, another attribute, another type or shape of a constant is another operation', () => {
  const different = `
    %0 = Placeholder() float32[4, 4]  "x"
    %1 = Placeholder() float32[4, 4]  "y"
    %2 = MatMul(%0, %1) float32[4, 4]
    %3 = MatMul(%1, %0) float32[4, 4]
    %4 = MatMul(%0, %1) float32[4, 4] {transpose_b}
    %5 = Const(2) float32[]
    %6 = Const(2) int32[]
    %7 = Const(2) float32[1]
    %8 = Const(1/rows) float32[]
    %9 = Const(1/tokens) float32[]
  `
  becomes(shareEqualNodes, different, different.replace(' {transpose_b}', ''))
})

test('numbers that are not finite are told apart', () => {
  const different = `
    %0 = Const(Infinity) float32[]
    %1 = Const(-Infinity) float32[]
    %2 = Const(NaN) float32[]
  `
  becomes(shareEqualNodes, different, different)
})

test('what has a name, reads a variable or waits for others is left alone', () => {
  const kept = `
    %0 = VarHandleOp() resource[4]  "variable/w"
    %1 = ReadVariableOp(%0) float32[4]
    %2 = AssignAddVariableOp(%0, %1) float32[]
    %3 = ReadVariableOp(%0) float32[4]  after %2
    %4 = ReadVariableOp(%0) float32[4]
    %5 = Identity(%1) float32[4]  "a"
    %6 = Identity(%1) float32[4]  "b"
  `
  becomes(shareEqualNodes, kept, kept)
})

test.run()
