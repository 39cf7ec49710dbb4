import { test } from 'uvu'
import { dropUnused } from '../../../src/graph/passes/dropUnused.js'
import { becomes } from './becomes.js'

test('what no result reads or waits for is left out; what is fed stays; places are counted anew', () =>
  becomes(
    dropUnused,
    `
    %0 = Placeholder() int32[]  "step.rows"
    %1 = Const(2) float32[]
    %2 = VarHandleOp() resource[4]  "variable/unused"
    %3 = VarHandleOp() resource[4]  "variable/used"
    %4 = Const(0 0 0 0) float32[4]
    %5 = Square(%1) float32[]
    %6 = AssignVariableOp(%3, %4) float32[]
    %7 = Const(1) float32[]
    %8 = Identity(%7) float32[]  "step.done"  after %6
    `,
    `
    %0 = Placeholder() int32[]  "step.rows"
    %1 = VarHandleOp() resource[4]  "variable/used"
    %2 = Const(0 0 0 0) float32[4]
    %3 = AssignVariableOp(%1, %2) float32[]
    %4 = Const(1) float32[]
    %5 = Identity(%4) float32[]  "step.done"  after %3
    `,
  ))

test.run()
