import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { layerNorms } from '../../../src/graph/passes/layerNorms.js'
import { linesOf, readGraph } from '../readGraph.js'
import { becomes } from './becomes.js'

const steps = `
    %0 = Placeholder() float32[tokens, 8]  "x"
    %1 = Placeholder() float32[8]  "weight"
    %2 = Placeholder() float32[8]  "bias"
    %3 = Const(1) int32[1]
    %4 = Mean(%0, %3) float32[tokens, 1]  # encode
    %5 = Sub(%0, %4) float32[tokens, 8]  # encode
    %6 = Square(%5) float32[tokens, 8]  # encode
    %7 = Mean(%6, %3) float32[tokens, 1]  # encode
    %8 = Const(0.25) float32[]
    %9 = AddV2(%7, %8) float32[tokens, 1]  # encode
    %10 = Rsqrt(%9) float32[tokens, 1]  # encode
    %11 = Mul(%5, %10) float32[tokens, 8]  # encode
    %12 = Mul(%11, %1) float32[tokens, 8]  # encode
    %13 = BiasAdd(%12, %2) float32[tokens, 8]  # encode`

test('a layer norm is a batch norm with a channel for each row, in the form that is computed as one operation', () => {
  const after = `
    %13 = Shape(%0) int32[2]  # encode
    %14 = Const(0) int32[1]
    %15 = Const(1) int32[1]
    %16 = Slice(%13, %14, %15) int32[1]  # encode
    %17 = Const(1) float32[]
    %18 = Fill(%16, %17) float32[tokens]  # encode
    %19 = Const(0) float32[]
    %20 = Fill(%16, %19) float32[tokens]  # encode
    %21 = Const() float32[0]
    %22 = Const(1 -1 8 1) int32[4]
    %23 = Reshape(%0, %22) float32[1, tokens, 8, 1]  # encode
    %24 = FusedBatchNormV3(%23, %18, %20, %21, %21) float32[1, tokens, 8, 1]  # encode
    %25 = Const(-1 8) int32[2]
    %26 = Reshape(%24, %25) float32[tokens, 8]  # encode
    %27 = Mul(%26, %1) float32[tokens, 8]  # encode
    %28 = AddV2(%27, %2) float32[tokens, 8]  # encode`
  becomes(layerNorms, steps, linesOf(steps).slice(0, -1).join('\n') + after)
  const norm = layerNorms(readGraph(steps)).nodes.find(({ op }) => op === 'FusedBatchNormV3')
  assert.equal(norm?.attributes.epsilon, { float: 0.25 })
})

test('where a gradient reads a step of it, it stays', () => {
  for (const step of [4, 5, 10, 11]) {
    const shape = [4, 10].includes(step) ? 'tokens, 1' : 'tokens, 8'
    const read = `${steps}\n    %14 = Neg(%${step}) float32[${shape}]  # encode, backward`
    becomes(layerNorms, read, read)
  }
})

test('what only looks like one stays', () => {
  const others: readonly (readonly [string, string])[] = [
    ['%3 = Const(1)', '%3 = Const(0)'],
    ['%6 = Square(%5)', '%6 = Square(%0)'],
    ['%4 = Mean(%0, %3)', '%4 = Max(%0, %3)'],
    ['%10 = Rsqrt', '%10 = Sqrt'],
    ['%8 = Const(0.25) float32[]', '%8 = Placeholder() float32[]  "epsilon"'],
    ['%1 = Placeholder() float32[8]', '%1 = Placeholder() float32[tokens, 8]'],
  ]
  for (const [norm, other] of others) {
    const changed = readGraph(steps.replace(norm, other))
    assert.equal(layerNorms(changed), changed)
  }
})

test.run()
