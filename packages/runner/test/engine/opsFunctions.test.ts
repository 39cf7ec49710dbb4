import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import { bools, checkRows, floats, ints, none, type Row, smooth, steps } from './opsRows.js'

// What is done to each number, or to each pair of numbers.

type One = (x: tf.Tensor) => tf.Tensor
type Two = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor

/** Every shape that f(x) of each number can meet. */
const each = (kind: typeof smooth, name: string, f: One, values: readonly number[]): readonly Row[] => [
  kind(`${name}, a vector`, f, floats(values)),
  kind(`${name}, a scalar`, f, floats([values[0]!], [])),
  kind(`${name}, rank 3 with sides of 1`, f, floats(values.slice(0, 2), [1, 2, 1])),
]
const middle = [0.3, -0.6, 0.9, -0.1]
const positive = [0.4, 2.5, 1.2, 7]
const any = [-2.3, 0.7, 1.9, -0.4]
const unlimited = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1]

const functions: readonly Row[] = [
  ...each(smooth, 'Abs', tf.abs, any),
  steps('Abs at 0', tf.abs, floats([0, 1, -1])),
  ...each(smooth, 'Acos', tf.acos, middle),
  ...each(smooth, 'Acosh', tf.acosh, [1.5, 2, 3.5, 9]),
  ...each(smooth, 'Asin', tf.asin, middle),
  ...each(smooth, 'Asinh', tf.asinh, any),
  ...each(smooth, 'Atan', tf.atan, any),
  ...each(smooth, 'Atanh', tf.atanh, [0.3, -0.6, 0.5, -0.1]),
  ...each(steps, 'Ceil', tf.ceil, any),
  ...each(smooth, 'ClipByValue', x => tf.clipByValue(x, -1, 1), any),
  ...each(smooth, 'Cos', tf.cos, any),
  ...each(smooth, 'Cosh', tf.cosh, any),
  ...each(smooth, 'Elu', tf.elu, any),
  ...each(smooth, 'Erf', tf.erf, any),
  ...each(smooth, 'Exp', tf.exp, middle),
  ...each(smooth, 'Expm1', tf.expm1, middle),
  ...each(steps, 'Floor', tf.floor, any),
  ...each(smooth, 'Identity', x => tf.clone(x), any),
  ...each(steps, 'IsFinite', x => tf.cast(tf.isFinite(x), 'float32'), unlimited),
  ...each(steps, 'IsInf', x => tf.cast(tf.isInf(x), 'float32'), unlimited),
  ...each(steps, 'IsNan', x => tf.cast(tf.isNaN(x), 'float32'), unlimited),
  ...each(smooth, 'LeakyRelu', x => tf.leakyRelu(x, 0.1), any),
  ...each(smooth, 'Log', tf.log, positive),
  ...each(smooth, 'Log1p', tf.log1p, positive),
  ...each(smooth, 'Neg', tf.neg, any),
  ...each(steps, 'OnesLike', x => tf.onesLike(x), any),
  ...each(smooth, 'Reciprocal', tf.reciprocal, positive),
  ...each(smooth, 'Relu', tf.relu, any),
  ...each(smooth, 'Relu6', tf.relu6, [-2, 3, 7, 5.5]),
  ...each(steps, 'Round', tf.round, [-2.5, 0.5, 1.5, 1.4]),
  ...each(smooth, 'Rsqrt', tf.rsqrt, positive),
  ...each(smooth, 'Selu', tf.selu, any),
  ...each(smooth, 'Sigmoid', tf.sigmoid, any),
  ...each(steps, 'Sign', tf.sign, [-2.3, 0, 1.9, -0.4]),
  ...each(smooth, 'Sin', tf.sin, any),
  ...each(smooth, 'Sinh', tf.sinh, any),
  ...each(smooth, 'Softplus', tf.softplus, any),
  ...each(smooth, 'Sqrt', tf.sqrt, positive),
  ...each(smooth, 'Square', tf.square, any),
  ...each(steps, 'Step', x => tf.step(x, -0.5), any),
  ...each(smooth, 'Tan', tf.tan, middle),
  ...each(smooth, 'Tanh', tf.tanh, any),
  ...each(steps, 'ZerosLike', x => tf.zerosLike(x), any),
  none('Abs of integers', tf.abs, ints([-3, 0, 4])),
  none('Neg and Square of integers', x => tf.square(tf.neg(x)), ints([-3, 0, 4])),
  none('Sign of integers', tf.sign, ints([-3, 0, 4])),
  none('Relu of integers', tf.relu, ints([-3, 0, 4])),
  none('Cast to integers', x => tf.cast(x, 'int32'), floats([1.7, -1.7])),
  none('Cast to truths and back', x => tf.cast(tf.cast(x, 'bool'), 'int32'), floats([0.2, 0, -3])),
  smooth('Cast of what is that already', x => tf.cast(x, 'float32'), floats(any)),
  none('LogicalNot', tf.logicalNot, bools([1, 0, 1])),
]

const pairs = (
  kind: typeof smooth,
  name: string,
  f: Two,
  a: readonly number[],
  b: readonly number[],
): readonly Row[] => [
  kind(`${name}, same shapes`, f, floats(a, [2, 2]), floats(b, [2, 2])),
  kind(`${name}, a row repeated`, f, floats(a, [2, 2]), floats(b.slice(0, 2))),
  kind(`${name}, a column and a row`, f, floats(a.slice(0, 2), [2, 1]), floats(b.slice(1, 4), [1, 3])),
  kind(`${name}, a scalar first`, f, floats([a[0]!], []), floats(b, [2, 1, 2])),
]
const [left, right] = [
  [1.3, -0.7, 2.2, -3.1],
  [0.6, 1.7, -2.4, 0.9],
]
const comparison = (name: string, f: Two) =>
  pairs(steps, name, (a, b) => tf.mul(a, tf.cast(f(a, b), 'float32')), [1, 2, 0, -1], [1, 1, 0, 3])
const logic = (name: string, f: Two) => [
  none(`${name}, same shapes`, f, bools([1, 0, 1, 0]), bools([1, 1, 0, 0])),
  none(`${name}, repeated`, f, bools([1, 0], [2, 1]), bools([1, 0, 0])),
]
const operands: readonly Row[] = [
  ...pairs(smooth, 'Add', tf.add, left, right),
  ...pairs(smooth, 'Atan2', tf.atan2, left, right),
  ...comparison('Equal', tf.equal),
  ...pairs(steps, 'FloorDiv', tf.floorDiv, left, right),
  ...comparison('Greater', tf.greater),
  ...comparison('GreaterEqual', tf.greaterEqual),
  ...comparison('Less', tf.less),
  ...comparison('LessEqual', tf.lessEqual),
  ...logic('LogicalAnd', tf.logicalAnd),
  ...logic('LogicalOr', tf.logicalOr),
  ...logic('LogicalXor', tf.logicalXor),
  ...pairs(smooth, 'Maximum', tf.maximum, left, right),
  ...pairs(smooth, 'Minimum', tf.minimum, left, right),
  steps('Maximum of equals', tf.maximum, floats([1, 2]), floats([1, 1])),
  ...pairs(smooth, 'Mod', tf.mod, left, right),
  ...pairs(smooth, 'Multiply', tf.mul, left, right),
  ...comparison('NotEqual', tf.notEqual),
  ...pairs(smooth, 'Pow', tf.pow, [1.3, 0.7, 2.2, 1.1], right),
  ...pairs(smooth, 'Prelu', tf.prelu, left, right),
  ...pairs(smooth, 'RealDiv', tf.div, left, right),
  ...pairs(smooth, 'SquaredDifference', tf.squaredDifference, left, right),
  ...pairs(smooth, 'Sub', tf.sub, left, right),
  none('FloorDiv of integers', tf.div, ints([7, -7, 8]), ints([2, 2, 4])),
  none('Mod of integers', tf.mod, ints([7, -7, 8]), ints([2, 2, 3])),
  none('Maximum of integers', tf.maximum, ints([7, -7]), ints([2, 2])),
  none('an integer and a float', tf.mul, ints([7, -7]), floats([0.5, 2])),
  smooth('Select', (a, b) => tf.where(tf.greater(a, b), a, tf.mul(b, 2)), floats(left), floats(right)),
  smooth(
    'Select, all repeated',
    (a, b) => tf.where(tf.tensor2d([1, 0], [2, 1], 'bool'), a, b),
    floats([1, 2]),
    floats([5], []),
  ),
  smooth('divNoNan', (a, b) => tf.divNoNan(a, b), floats(left), floats(right)),
]

// Its wasm kernel repeats alpha, not x.
await checkRows([...functions, ...operands], ['Prelu, a column and a row', 'Prelu, a scalar first'])
test.run()
