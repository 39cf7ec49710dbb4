import type { Dtype } from '../graph.js'
import { broadcast, type Op, typed } from './op.js'

const binary =
  (op: string, result?: Dtype): Op =>
  (write, { a, b }) =>
    write.op(op, [a!, b!], typed(a!), broadcast(a!.shape, b!.shape), result ?? a!.dtype)

/** A bias along the last axis is what oneDNN fuses with the product before it. */
const add: Op = (write, inputs, attributes) => {
  const { a, b } = inputs as { a: NonNullable<typeof inputs.a>; b: NonNullable<typeof inputs.b> }
  const isBias = b.shape.length === 1 && a.shape.length === 2 && a.shape[1] === b.shape[0] && a.dtype === 'float32'
  return isBias
    ? write.op('BiasAdd', [a, b], { ...typed(a), data_format: { words: 'NHWC' } }, a.shape, a.dtype)
    : binary('AddV2')(write, inputs, attributes)
}

const unary =
  (op: string, result?: Dtype): Op =>
  (write, { x }) =>
    write.op(op, [x!], typed(x!), x!.shape, result ?? x!.dtype)

const logical =
  (op: string): Op =>
  (write, { a, b }) =>
    write.op(op, [a!, b!], {}, broadcast(a!.shape, b!.shape), 'bool')

const cast: Op = (write, { x }, { dtype }) =>
  x!.dtype === dtype
    ? x!
    : write.op(
        'Cast',
        [x!],
        { SrcT: { type: x!.dtype }, DstT: { type: dtype }, Truncate: { flag: false } },
        x!.shape,
        dtype,
      )

/** x > 0 ? 1 : alpha, as tfjs has it in the gradient of relu. */
const step: Op = (write, { x }, { alpha }) => {
  const positive = write.op('Greater', [x!, write.constant([0], [], x!.dtype)], typed(x!), x!.shape, 'bool')
  const one = write.fill(x!.shape, 1, x!.dtype)
  const other = write.fill(x!.shape, alpha, x!.dtype)
  return write.op('SelectV2', [positive, one, other], typed(one), x!.shape, x!.dtype)
}

const select: Op = (write, { condition, t, e }) =>
  write.op(
    'SelectV2',
    [condition!, t!, e!],
    typed(t!),
    broadcast(condition!.shape, broadcast(t!.shape, e!.shape)),
    t!.dtype,
  )

export const elementwise = {
  Abs: unary('Abs'),
  Add: add,
  Cast: cast,
  Equal: binary('Equal', 'bool'),
  Erf: unary('Erf'),
  Exp: unary('Exp'),
  Greater: binary('Greater', 'bool'),
  GreaterEqual: binary('GreaterEqual', 'bool'),
  Identity: unary('Identity'),
  IsNan: unary('IsNan', 'bool'),
  Less: binary('Less', 'bool'),
  LessEqual: binary('LessEqual', 'bool'),
  Log: unary('Log'),
  LogicalAnd: logical('LogicalAnd'),
  LogicalNot: (write, { x }) => write.op('LogicalNot', [x!], {}, x!.shape, 'bool'),
  Maximum: binary('Maximum'),
  Minimum: binary('Minimum'),
  Multiply: binary('Mul'),
  Neg: unary('Neg'),
  NotEqual: binary('NotEqual', 'bool'),
  Pow: binary('Pow'),
  RealDiv: binary('RealDiv'),
  Reciprocal: unary('Reciprocal'),
  Relu: unary('Relu'),
  Rsqrt: unary('Rsqrt'),
  Select: select,
  Sigmoid: unary('Sigmoid'),
  Sign: unary('Sign'),
  Softplus: unary('Softplus'),
  Sqrt: unary('Sqrt'),
  Square: unary('Square'),
  SquaredDifference: binary('SquaredDifference'),
  Step: step,
  Sub: binary('Sub'),
  Tanh: unary('Tanh'),
  ZerosLike: (write, { x }) => write.fill(x!.shape, 0, x!.dtype),
  OnesLike: (write, { x }) => write.fill(x!.shape, 1, x!.dtype),
} as const satisfies Readonly<Record<string, Op>>
