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

test('prompts that nothing reads have no place to be fed to', () =>
  becomes(
    dropUnused,
    `
    %0 = Placeholder() float32[4]  "step.prompts"
    %1 = Placeholder() float32[4]  "step.other.prompts"
    %2 = Identity(%1) float32[4]  "step.out"
    `,
    `
    %0 = Placeholder() float32[4]  "step.other.prompts"
    %1 = Identity(%0) float32[4]  "step.out"
    `,
  ))

test.run()
