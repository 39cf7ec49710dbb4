import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkGraph } from '../../src/graph/validity.js'
import { readGraph } from './readGraph.js'

const refused = (rule: string, graph: string) => {
  try {
    checkGraph(readGraph(graph), 'aPass')
  } catch (error) {
    const [first] = (error as Error).message.split('\n')
    return assert.is(first, `internal: step, aPass: it does not hold that ${rule}`)
  }
  assert.unreachable(`not refused, though it does not hold that ${rule}`)
}
const accepted = (graph: string) => checkGraph(readGraph(graph), 'aPass')

test('its id is its place', () => refused('its id is its place', '%1 = Const(1) float32[]'))

test('it stands after what it reads and waits for', () => {
  const rule = 'it stands after what it reads and waits for'
  refused(rule, '%0 = Square(%0) float32[]')
  refused(
    rule,
    `%0 = Square(%1) float32[]
     %1 = Const(1) float32[]`,
  )
  refused(
    rule,
    `%0 = Const(1) float32[]
     %1 = Identity(%0) float32[]  "y"  after %2
     %2 = Const(1) float32[]`,
  )
})

test('its name is its own', () =>
  refused(
    'its name is its own',
    `%0 = Placeholder() float32[]  "x"
     %1 = Placeholder() float32[]  "x"`,
  ))

test('a constant has as many numbers as its shape', () => {
  const rule = 'a constant has as many numbers as its shape'
  refused(rule, '%0 = Const(1 2) float32[3]')
  refused(rule, '%0 = Const(1 2) float32[]')
  accepted('%0 = Const(1 2 3 4 5 6) float32[2, 3]')
})

test('its operands have its type', () => {
  const of = (op: string) =>
    refused(
      'its operands have its type',
      `%0 = Const(1) float32[]
       %1 = Const(1) int32[]
       %2 = ${op}(%0, %1) float32[]`,
    )
  for (const op of ['AddV2', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum', 'Pow', 'MatMul', 'BiasAdd', 'AddN']) of(op)
})

test('its operands broadcast to its shape', () => {
  const of = (a: string, b: string, made: string) => `%0 = Placeholder() float32[${a}]  "a"
    %1 = Placeholder() float32[${b}]  "b"
    %2 = Mul(%0, %1) float32[${made}]`
  const rule = 'its operands broadcast to its shape'
  refused(rule, of('rows, 4', 'tokens, 4', 'rows, 4'))
  refused(rule, of('rows, 4', '4', 'rows'))
  refused(rule, of('rows, 4', '4', 'rows, 1'))
  refused(rule, of('rows', '1', 'tokens'))
  accepted(of('rows, 1', '4', 'rows, 4'))
  accepted(of('rows, 4', '?, 4', 'rows, 4'))
})

test('a product’s inner sides agree', () => {
  const of = (op: string, a: string, b: string, made: string, flags = '') => `%0 = Placeholder() float32[${a}]  "a"
    %1 = Placeholder() float32[${b}]  "b"
    %2 = ${op}(%0, %1) float32[${made}]${flags}`
  const rule = 'a product’s inner sides agree'
  refused(rule, of('MatMul', 'tokens, 4', '8, 4', 'tokens, 8'))
  refused(rule, of('MatMul', 'tokens, 4', '4, 8', 'tokens, 4'))
  refused(rule, of('MatMul', 'tokens, 4', '4, 8', 'rows, 8'))
  refused(rule, of('BatchMatMulV2', 'rows, tokens, 4', 'rows, tokens, 4', 'rows, tokens, tokens'))
  accepted(of('MatMul', 'tokens, 4', '4, 8', 'tokens, 8'))
  accepted(of('MatMul', 'tokens, 4', '8, 4', 'tokens, 8', ' {transpose_b}'))
  accepted(of('MatMul', 'tokens, 4', 'tokens, 8', '4, 8', ' {transpose_a}'))
  accepted(of('BatchMatMulV2', 'rows, tokens, 4', 'rows, tokens, 4', 'rows, tokens, tokens', ' {adj_y}'))
})

test('a reshape keeps every number', () => {
  const of = (from: string, to: string) => `%0 = Placeholder() float32[${from}]  "x"
    %1 = Const(1 1) int32[2]
    %2 = Reshape(%0, %1) float32[${to}]`
  refused('a reshape keeps every number', of('tokens, 8', 'rows, 8'))
  refused('a reshape keeps every number', of('tokens, 8', 'tokens, 4'))
  accepted(of('tokens, 8', '2·tokens, 4'))
  accepted(of('?', 'rows, 8'))
})

test('a variable is changed by a tensor of its shape', () => {
  const of = (op: string, between: number, value: string) => `%0 = VarHandleOp() resource[8, 4]  "variable/w"
    %1 = Placeholder() float32[${value}]  "x"
    %2 = ${op}(%0, ${'%0, '.repeat(between)}%1) float32[]`
  // What stands between the variable and the gradient: moments, rates and the like.
  for (const [op, between] of [
    ['AssignVariableOp', 0],
    ['AssignAddVariableOp', 0],
    ['AssignSubVariableOp', 0],
    ['ResourceApplyMomentum', 2],
    ['ResourceApplyAdam', 8],
  ] as const) {
    refused('a variable is changed by a tensor of its shape', of(op, between, '4, 8'))
    accepted(of(op, between, '8, 4'))
  }
})

test('the fault is shown with what the node reads', () => {
  const graph = `%0 = Const(1) float32[]
    %1 = Const(1) int32[]
    %2 = Mul(%0, %1) float32[]  # loss.mine`
  assert.throws(
    () => checkGraph(readGraph(graph), 'aPass'),
    (error: Error) => error.message.endsWith(`\n${graph.replaceAll('\n    ', '\n')}`),
  )
})

test.run()
