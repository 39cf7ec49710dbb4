import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printGraph } from '../../src/graph/graph.js'
import { linesOf, readGraph } from './readGraph.js'

test('a printed graph is read back as it was: constants, names, order, stage and part', () => {
  const text = `
    %0 = Placeholder() int32[]  "step.rows"
    %1 = VarHandleOp() resource[8, 4]  "variable/w"
    %2 = ReadVariableOp(%1) float32[8, 4]  # encode
    %3 = Const(0.5) float32[]
    %4 = Mul(%2, %3) float32[8, 4]  # pool.mean, backward
    %5 = AssignVariableOp(%1, %4) float32[]  after %2  # update
    %6 = Identity(%3) float32[]  "step.done"  after %4 %5  # loss.mine, update
  `
  assert.is(printGraph(readGraph(text)), linesOf(text).join('\n'))
})

test('sizes print as products, fractions and sums; what is unknown as a question mark', () => {
  const text = '%0 = Const(tokens 3·tokens² rows·tokens 1/rows 2·tokens/rows tokens+1 -1·rows-2) int32[7, ?, tokens]'
  assert.is(printGraph(readGraph(text)), text)
})

test('of a long constant the first eight numbers are shown', () => {
  const numbers = Array.from({ length: 9 }, (_, i) => i)
  const { nodes } = readGraph(`%0 = Const(${numbers.join(' ')}) int32[9]`)
  assert.is(printGraph({ nodes }), '%0 = Const(0 1 2 3 4 5 6 7 …) int32[9]')
})

test.run()
