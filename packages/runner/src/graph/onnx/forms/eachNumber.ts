import type { Form, Forms } from '../form.js'
import { elementOf } from '../onnxWriter.js'

/** The same operator on the same inputs. */
const same =
  (type: string): Form =>
  (write, { inputs }) =>
    write.op(type, inputs)

const clip =
  (low: number, high: number): Form =>
  (write, { inputs, node }) =>
    write.op('Clip', [inputs[0]!, ...[low, high].map(each => write.constant(elementOf(node.dtype), [each]))])

/** f of each number, or of each pair of numbers. */
export const eachNumber: Forms = {
  ...Object.fromEntries(
    [
      ...['Abs', 'Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Ceil', 'Cos', 'Cosh', 'Elu', 'Erf', 'Exp'],
      ...['Floor', 'Log', 'LogSoftmax', 'Neg', 'Reciprocal', 'Relu', 'Round', 'Selu', 'Sigmoid', 'Sign', 'Sin', 'Sinh'],
      ...['Softmax', 'Softplus', 'Sqrt', 'Sub', 'Mul', 'Pow', 'Equal', 'Greater', 'Less', 'Tan', 'Tanh', 'BitwiseAnd'],
    ].map(type => [type, same(type)]),
  ),
  AddV2: same('Add'),
  BiasAdd: same('Add'),
  AddN: same('Sum'),
  RealDiv: same('Div'),
  Maximum: same('Max'),
  Minimum: same('Min'),
  GreaterEqual: same('GreaterOrEqual'),
  LessEqual: same('LessOrEqual'),
  LogicalAnd: same('And'),
  LogicalOr: same('Or'),
  LogicalNot: same('Not'),
  IsNan: same('IsNaN'),
  IsInf: same('IsInf'),
  IsFinite: (write, { inputs }) =>
    write.op('Not', [write.op('Or', [write.op('IsNaN', inputs), write.op('IsInf', inputs)])]),
  NotEqual: (write, { inputs }) => write.op('Not', [write.op('Equal', inputs)]),
  ClipByValue: same('Clip'),
  Relu6: clip(0, 6),
  LeakyRelu: (write, { inputs, node }) =>
    write.op('LeakyRelu', inputs, { alpha: node.attributes.alpha as { readonly float: number } }),
  Rsqrt: (write, { inputs }) => write.op('Reciprocal', [write.op('Sqrt', inputs)]),
  Square: (write, { inputs: [x] }) => write.op('Mul', [x!, x!]),
  SquaredDifference: (write, { inputs }) => {
    const difference = write.op('Sub', inputs)
    return write.op('Mul', [difference, difference])
  },
  Expm1: (write, { inputs }) => write.op('Sub', [write.op('Exp', inputs), write.constant('float32', [1])]),
  Log1p: (write, { inputs }) => write.op('Log', [write.op('Add', [...inputs, write.constant('float32', [1])])]),
  SelectV2: (write, { inputs, node }) => {
    if (node.dtype !== 'bool') return write.op('Where', inputs)
    const [condition, ...of] = inputs
    return write.cast(write.op('Where', [condition!, ...of.map(each => write.cast(each, 'int32'))]), 'bool')
  },
  /** ⌊a / b⌋: what is left over has the sign of b. */
  FloorDiv: (write, { inputs, node }) => {
    const [a, b] = inputs as [string, string]
    if (node.dtype === 'float32') return write.op('Floor', [write.op('Div', [a, b])])
    return write.op('Div', [write.op('Sub', [a, write.op('Mod', [a, b])]), b])
  },
  FloorMod: (write, { inputs, node }) => {
    if (node.dtype !== 'float32') return write.op('Mod', inputs)
    const [a, b] = inputs as [string, string]
    return write.op('Sub', [a, write.op('Mul', [write.op('Floor', [write.op('Div', [a, b])]), b])])
  },
  Cast: (write, { inputs, node }) => write.cast(inputs[0]!, elementOf(node.dtype)),
  Identity: (_, { inputs }) => inputs[0]!,
}
