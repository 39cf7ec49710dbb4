import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { dynamicSizes } from '../../../src/graph/passes/dynamicSizes.js'
import { readGraph } from '../readGraph.js'
import { becomes } from './becomes.js'

const fed = `
    %0 = Placeholder() int32[]  "step.rows"
    %1 = Placeholder() int32[]  "step.tokens"`

test('a shape becomes arithmetic on the sizes that are fed; each size is computed once', () =>
  becomes(
    dynamicSizes,
    `${fed}
    %2 = Const(rows 3·rows·tokens 8 tokens-1) int32[4]
    %3 = Const(3·rows·tokens) int32[]
    `,
    `${fed}
    %2 = Const(3) int32[]
    %3 = Mul(%2, %0) int32[]
    %4 = Mul(%3, %1) int32[]
    %5 = Const(8) int32[]
    %6 = Const(-1) int32[]
    %7 = AddV2(%1, %6) int32[]
    %8 = Pack(%0, %4, %5, %7) int32[4]
    `,
  ))

test('a number of another type is a cast of the size', () =>
  becomes(
    dynamicSizes,
    `${fed}
    %2 = Const(2/rows) float32[]
    %3 = Const(rows·tokens) float32[]
    `,
    `${fed}
    %2 = Cast(%0) float32[]
    %3 = Const(2) float32[]
    %4 = RealDiv(%3, %2) float32[]
    %5 = Cast(%1) float32[]
    %6 = Mul(%2, %5) float32[]
    `,
  ))

test('a matrix of sizes is laid out in its shape', () =>
  becomes(
    dynamicSizes,
    `${fed}
    %2 = Const(0 tokens 0 0) int32[2, 2]
    `,
    `${fed}
    %2 = Const(0) int32[]
    %3 = Pack(%2, %1, %2, %2) int32[4]
    %4 = Const(2 2) int32[2]
    %5 = Reshape(%3, %4) int32[2, 2]
    `,
  ))

test('numbers that are the same for all batches stay, and a size that is not fed is a fault of ours', () => {
  const kept = `${fed}
    %2 = Const(1 2 3) int32[3]
  `
  becomes(dynamicSizes, kept, kept)
  assert.throws(
    () => dynamicSizes(readGraph('%0 = Const(rows) int32[]')),
    /^internal: the size rows is not fed to step$/,
  )
})

test.run()
