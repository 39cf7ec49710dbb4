import { test } from 'uvu'
import { dropUnused } from '../../../src/graph/passes/dropUnused.js'
import { foldConstants } from '../../../src/graph/passes/foldConstants.js'
import { becomes } from './becomes.js'

/** With what nobody reads any more left out, which is another pass's work. */
const folded = (before: string, after: string) => becomes(graph => dropUnused(foldConstants(graph)), before, after)

test('x · 1, x + 0, x − 0 and x / 1 are x; so is 1 · x', () =>
  folded(
    `
    %0 = Placeholder() float32[tokens, 4]  "x"
    %1 = Const(1) float32[]
    %2 = Const(0 0 0 0) float32[4]
    %3 = Mul(%0, %1) float32[tokens, 4]
    %4 = Mul(%1, %3) float32[tokens, 4]
    %5 = AddV2(%4, %2) float32[tokens, 4]
    %6 = Sub(%5, %2) float32[tokens, 4]
    %7 = RealDiv(%6, %1) float32[tokens, 4]
    %8 = Square(%7) float32[tokens, 4]
    %9 = Identity(%8) float32[tokens, 4]  "y"
    `,
    `
    %0 = Placeholder() float32[tokens, 4]  "x"
    %1 = Square(%0) float32[tokens, 4]
    %2 = Identity(%1) float32[tokens, 4]  "y"
    `,
  ))

test('0 − x and 1 / x are not x', () =>
  folded(
    `
    %0 = Placeholder() float32[rows]  "x"
    %1 = Const(0) float32[]
    %2 = Const(1) float32[]
    %3 = Sub(%1, %0) float32[rows]
    %4 = RealDiv(%2, %3) float32[rows]
    %5 = Identity(%4) float32[rows]  "y"
    `,
    `
    %0 = Placeholder() float32[rows]  "x"
    %1 = Const(0) float32[]
    %2 = Const(1) float32[]
    %3 = Sub(%1, %0) float32[rows]
    %4 = RealDiv(%2, %3) float32[rows]
    %5 = Identity(%4) float32[rows]  "y"
    `,
  ))

test('one that makes the shape larger stays', () =>
  folded(
    `
    %0 = Placeholder() float32[4]  "x"
    %1 = Const(1 1 1 1 1 1 1 1) float32[2, 4]
    %2 = Mul(%0, %1) float32[2, 4]
    %3 = Identity(%2) float32[2, 4]  "y"
    `,
    `
    %0 = Placeholder() float32[4]  "x"
    %1 = Const(1 1 1 1 1 1 1 1) float32[2, 4]
    %2 = Mul(%0, %1) float32[2, 4]
    %3 = Identity(%2) float32[2, 4]  "y"
    `,
  ))

test('arithmetic on numbers is done here, rounded to float32; the stage stays', () =>
  folded(
    `
    %0 = Const(0.1) float32[]
    %1 = Const(3) float32[]
    %2 = Mul(%0, %1) float32[]  # loss.mine
    %3 = Neg(%2) float32[]  # loss.mine
    %4 = Identity(%3) float32[]  "y"
    `,
    `
    %0 = Const(${-Math.fround(0.1 * 3)}) float32[]  # loss.mine
    %1 = Identity(%0) float32[]  "y"
    `,
  ))

test('a number that depends on the batch is not computed here', () =>
  folded(
    `
    %0 = Const(1/rows) float32[]
    %1 = Const(3) float32[]
    %2 = Mul(%0, %1) float32[]
    %3 = Identity(%2) float32[]  "y"
    `,
    `
    %0 = Const(1/rows) float32[]
    %1 = Const(3) float32[]
    %2 = Mul(%0, %1) float32[]
    %3 = Identity(%2) float32[]  "y"
    `,
  ))

test('two tensors of equal numbers are one, with its shape', () =>
  folded(
    `
    %0 = Const(tokens 4) int32[2]
    %1 = Const(2) float32[]
    %2 = Fill(%0, %1) float32[tokens, 4]
    %3 = Const(3) float32[]
    %4 = Mul(%2, %3) float32[tokens, 4]  # pool.mine
    %5 = Identity(%4) float32[tokens, 4]  "y"
    `,
    `
    %0 = Const(tokens 4) int32[2]
    %1 = Const(6) float32[]  # pool.mine
    %2 = Fill(%0, %1) float32[tokens, 4]  # pool.mine
    %3 = Identity(%2) float32[tokens, 4]  "y"
    `,
  ))

test('a tensor of equal numbers beside another of the result’s shape is a scalar', () =>
  folded(
    `
    %0 = Placeholder() float32[tokens, 4]  "x"
    %1 = Const(tokens 4) int32[2]
    %2 = Const(2) float32[]
    %3 = Fill(%1, %2) float32[tokens, 4]
    %4 = Mul(%0, %3) float32[tokens, 4]
    %5 = Identity(%4) float32[tokens, 4]  "y"
    `,
    `
    %0 = Placeholder() float32[tokens, 4]  "x"
    %1 = Const(2) float32[]
    %2 = Mul(%0, %1) float32[tokens, 4]
    %3 = Identity(%2) float32[tokens, 4]  "y"
    `,
  ))

test('it stays where it gives the result its shape', () =>
  folded(
    `
    %0 = Placeholder() float32[4]  "x"
    %1 = Const(tokens 4) int32[2]
    %2 = Const(2) float32[]
    %3 = Fill(%1, %2) float32[tokens, 4]
    %4 = Mul(%0, %3) float32[tokens, 4]
    %5 = Identity(%4) float32[tokens, 4]  "y"
    `,
    `
    %0 = Placeholder() float32[4]  "x"
    %1 = Const(tokens 4) int32[2]
    %2 = Const(2) float32[]
    %3 = Fill(%1, %2) float32[tokens, 4]
    %4 = Mul(%0, %3) float32[tokens, 4]
    %5 = Identity(%4) float32[tokens, 4]  "y"
    `,
  ))

test('a reshape of a reshape is one, and one to the same shape none', () =>
  folded(
    `
    %0 = Placeholder() float32[tokens, 6]  "x"
    %1 = Const(tokens 2 3) int32[3]
    %2 = Reshape(%0, %1) float32[tokens, 2, 3]
    %3 = Const(2·tokens 3) int32[2]
    %4 = Reshape(%2, %3) float32[2·tokens, 3]
    %5 = Const(tokens 6) int32[2]
    %6 = Reshape(%4, %5) float32[tokens, 6]
    %7 = Square(%4) float32[2·tokens, 3]
    %8 = Square(%6) float32[tokens, 6]
    %9 = Identity(%7) float32[2·tokens, 3]  "y"
    %10 = Identity(%8) float32[tokens, 6]  "z"
    `,
    `
    %0 = Placeholder() float32[tokens, 6]  "x"
    %1 = Const(2·tokens 3) int32[2]
    %2 = Reshape(%0, %1) float32[2·tokens, 3]
    %3 = Const(tokens 6) int32[2]
    %4 = Reshape(%0, %3) float32[tokens, 6]
    %5 = Square(%2) float32[2·tokens, 3]
    %6 = Square(%4) float32[tokens, 6]
    %7 = Identity(%5) float32[2·tokens, 3]  "y"
    %8 = Identity(%6) float32[tokens, 6]  "z"
    `,
  ))

test('−(−x), a transpose of nothing and a cast to the same type are x', () =>
  folded(
    `
    %0 = Placeholder() float32[tokens, 4]  "x"
    %1 = Neg(%0) float32[tokens, 4]
    %2 = Neg(%1) float32[tokens, 4]
    %3 = Const(0 1) int32[2]
    %4 = Transpose(%2, %3) float32[tokens, 4]
    %5 = Cast(%4) float32[tokens, 4]
    %6 = Square(%5) float32[tokens, 4]
    %7 = Identity(%6) float32[tokens, 4]  "y"
    `,
    `
    %0 = Placeholder() float32[tokens, 4]  "x"
    %1 = Square(%0) float32[tokens, 4]
    %2 = Identity(%1) float32[tokens, 4]  "y"
    `,
  ))

test('a square matrix that is transposed stays transposed', () =>
  folded(
    `
    %0 = Placeholder() float32[rows, rows]  "x"
    %1 = Const(1 0) int32[2]
    %2 = Transpose(%0, %1) float32[rows, rows]
    %3 = Identity(%2) float32[rows, rows]  "y"
    `,
    `
    %0 = Placeholder() float32[rows, rows]  "x"
    %1 = Const(1 0) int32[2]
    %2 = Transpose(%0, %1) float32[rows, rows]
    %3 = Identity(%2) float32[rows, rows]  "y"
    `,
  ))

test('what has a name or waits stays, and sides that are not known are not held to be the same', () =>
  folded(
    `
    %0 = Placeholder() float32[?]  "x"
    %1 = Const(1) float32[]
    %2 = Mul(%0, %1) float32[?]
    %3 = Identity(%2) float32[?]  "y"
    %4 = Identity(%1) float32[]  after %3
    %5 = Identity(%4) float32[]  "z"
    `,
    `
    %0 = Placeholder() float32[?]  "x"
    %1 = Const(1) float32[]
    %2 = Mul(%0, %1) float32[?]
    %3 = Identity(%2) float32[?]  "y"
    %4 = Identity(%1) float32[]  after %3
    %5 = Identity(%4) float32[]  "z"
    `,
  ))

test.run()
