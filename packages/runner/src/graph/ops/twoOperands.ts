import type { Dtype } from '../graph.js'
import { type Decisions, type Gradient, known } from './decision.js'
import { broadcast, type Op, typed } from './op.js'

/** f(a, b) of each pair of numbers; the smaller shape is repeated. */
export const binary =
  (op: string, result?: Dtype): Op =>
  (write, { a, b }) =>
    write.op(op, [a!, b!], typed(a!), broadcast(a!.shape, b!.shape), result ?? a!.dtype)

const logical =
  (op: string): Op =>
  (write, { a, b }) =>
    write.op(op, [a!, b!], {}, broadcast(a!.shape, b!.shape), 'bool')

/** A bias along the last axis is what oneDNN fuses with the product before it. */
export const add: Op = (write, inputs, attributes) => {
  const { a, b } = inputs as { a: NonNullable<typeof inputs.a>; b: NonNullable<typeof inputs.b> }
  const isBias = b.shape.length === 1 && a.shape.length === 2 && a.shape[1] === b.shape[0] && a.dtype === 'float32'
  return isBias
    ? write.op('BiasAdd', [a, b], { ...typed(a), data_format: { words: 'NHWC' } }, a.shape, a.dtype)
    : binary('AddV2')(write, inputs, attributes)
}

const select: Op = (write, { condition, t, e }) =>
  write.op(
    'SelectV2',
    [condition!, t!, e!],
    typed(t!),
    broadcast(condition!.shape, broadcast(t!.shape, e!.shape)),
    t!.dtype,
  )

const together = 'a and b broadcast'
const numbers = (node: string, gradient?: Gradient) => known(node, together, binary(node), gradient)
const comparison = (node: string) => known(node, `${together}, bool`, binary(node, 'bool'), 'ours')
const ofTruths = (node: string) => known(node, `${together}, bool`, logical(node), 'ours')

export const twoOperands = {
  Add: known('AddV2, BiasAdd', together, add),
  Atan2: numbers('Atan2'),
  BitwiseAnd: numbers('BitwiseAnd', 'ours'),
  Equal: comparison('Equal'),
  FloorDiv: numbers('FloorDiv', 'ours'),
  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterEqual'),
  Less: comparison('Less'),
  LessEqual: comparison('LessEqual'),
  LogicalAnd: ofTruths('LogicalAnd'),
  LogicalOr: ofTruths('LogicalOr'),
  Maximum: numbers('Maximum', 'ours'),
  Minimum: numbers('Minimum', 'ours'),
  Mod: known('FloorMod', together, binary('FloorMod')),
  Multiply: known('Mul', together, binary('Mul')),
  NotEqual: comparison('NotEqual'),
  Pow: numbers('Pow'),
  RealDiv: numbers('RealDiv'),
  Select: known('SelectV2', 'condition, t and e broadcast', select),
  SquaredDifference: numbers('SquaredDifference', 'ours'),
  Sub: numbers('Sub'),
} as const satisfies Decisions
