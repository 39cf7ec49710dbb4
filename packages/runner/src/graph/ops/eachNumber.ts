import type { Dtype } from '../graph.js'
import { type Decisions, type Gradient, known } from './decision.js'
import { floats, type Op, onlyEager, typed } from './op.js'

const asX = 'as x'

/** f(x) of each number by itself. */
export const unary =
  (op: string, result?: Dtype): Op =>
  (write, { x }) =>
    write.op(op, [x!], typed(x!), x!.shape, result ?? x!.dtype)

const anyNumber = (op: string) => known(op, asX, unary(op))
const float = (op: string) => known(op, asX, ofFloats(op))
const ofFloats =
  (op: string, result?: Dtype): Op =>
  (write, inputs, attributes) => {
    floats(op, inputs.x!)
    return unary(op, result)(write, inputs, attributes)
  }
const truth = (op: string) => known(op, 'as x, bool', ofFloats(op, 'bool'))

/** Whole numbers are their own floor. */
const rounded = (op: string) =>
  known(op, asX, (write, inputs, attributes) =>
    inputs.x!.dtype === 'int32' ? inputs.x! : ofFloats(op)(write, inputs, attributes),
  )

const cast: Op = (write, { x }, { dtype }: { readonly dtype: Dtype }) =>
  x!.dtype === dtype
    ? x!
    : write.op(
        'Cast',
        [x!],
        { SrcT: { type: x!.dtype }, DstT: { type: dtype }, Truncate: { flag: false } },
        x!.shape,
        dtype,
      )
const castTo: Op = (write, inputs, attributes) => {
  const castable: readonly string[] = ['float32', 'int32', 'bool']
  if (!castable.includes(attributes.dtype))
    throw onlyEager(`Cast makes float32, int32 or bool, not ${attributes.dtype}`)
  return cast(write, inputs, attributes)
}

interface Range {
  readonly clipValueMin: number
  readonly clipValueMax: number
}
const clip: Op = (write, { x }, { clipValueMin, clipValueMax }: Range) => {
  const bound = (value: number) => write.constant([value], [], x!.dtype)
  return write.op('ClipByValue', [x!, bound(clipValueMin), bound(clipValueMax)], typed(x!), x!.shape, x!.dtype)
}

const not: Op = (write, { x }) => write.op('LogicalNot', [x!], {}, x!.shape, 'bool')
const noSlope: Gradient = 'ours'

export const eachNumber = {
  Abs: known('Abs', asX, unary('Abs'), 'ours'),
  Acos: float('Acos'),
  Acosh: float('Acosh'),
  Asin: float('Asin'),
  Asinh: float('Asinh'),
  Atan: float('Atan'),
  Atanh: float('Atanh'),
  Cast: known('Cast', asX, castTo),
  Ceil: rounded('Ceil'),
  ClipByValue: known('ClipByValue', asX, clip),
  Cos: float('Cos'),
  Cosh: float('Cosh'),
  Erf: float('Erf'),
  Exp: float('Exp'),
  Expm1: float('Expm1'),
  Floor: rounded('Floor'),
  Identity: known('Identity', asX, unary('Identity')),
  IsFinite: truth('IsFinite'),
  IsInf: truth('IsInf'),
  IsNan: truth('IsNan'),
  Log: float('Log'),
  Log1p: float('Log1p'),
  LogicalNot: known('LogicalNot', asX, not, noSlope),
  Neg: anyNumber('Neg'),
  Reciprocal: float('Reciprocal'),
  Round: rounded('Round'),
  Rsqrt: float('Rsqrt'),
  Sigmoid: float('Sigmoid'),
  Sign: anyNumber('Sign'),
  Sin: float('Sin'),
  Sinh: float('Sinh'),
  Sqrt: float('Sqrt'),
  Square: anyNumber('Square'),
  Tan: float('Tan'),
  Tanh: float('Tanh'),
} as const satisfies Decisions
