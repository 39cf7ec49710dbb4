import { backend_util } from '@tensorflow/tfjs-core'
import type { Attribute, Node } from '../graph.js'
import { type Activation, activate } from './activations.js'
import { type Decisions, known } from './decision.js'
import { type Op, onlyEager, typed } from './op.js'
import { add } from './twoOperands.js'
import { paddingOf } from './windows.js'

type Sides = [number, number, number, number]
type Pair = [number, number] | number
interface Convolution {
  readonly strides: Pair
  readonly pad: 'valid' | 'same' | number
  readonly dilations?: Pair
  readonly dataFormat?: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly filterShape: Sides
  readonly inputShape: Sides
}
const info = (op: string, x: readonly number[], filter: readonly number[], given: Convolution, deep: boolean) => {
  if (given.dataFormat === 'NCHW') throw onlyEager(`${op} needs the channels last: dataFormat 'NHWC'`)
  const { strides, pad, dilations, dimRoundingMode } = given
  const found = backend_util.computeConv2DInfo(
    [...x] as Sides,
    [...filter] as Sides,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    deep,
  )
  const attributes: Readonly<Record<string, Attribute>> = {
    strides: { list: [1, found.strideHeight, found.strideWidth, 1] },
    padding: { words: paddingOf(op, found.padInfo.type) },
    data_format: { words: 'NHWC' },
    dilations: { list: [1, found.dilationHeight, found.dilationWidth, 1] },
  }
  return { attributes, shape: found.outShape }
}

const forward =
  (op: string, deep: boolean): Op =>
  (write, { x, filter }, given: Convolution) => {
    const { attributes, shape } = info(op, x!.shape, filter!.shape, given, deep)
    return write.op(op, [x!, filter!], { ...typed(x!), ...attributes }, shape, x!.dtype)
  }
const toFilter =
  (op: string, deep: boolean): Op =>
  (write, { x, dy }, given: Convolution) => {
    const { attributes } = info(op, x!.shape, given.filterShape, given, deep)
    const inputs = [x!, write.ints(given.filterShape), dy!]
    return write.op(op, inputs, { ...typed(x!), ...attributes }, given.filterShape, x!.dtype)
  }
const toInput =
  (op: string, deep: boolean): Op =>
  (write, { dy, filter }, given: Convolution) => {
    const { attributes } = info(op, given.inputShape, filter!.shape, given, deep)
    const inputs = [write.ints(given.inputShape), filter!, dy!]
    return write.op(op, inputs, { ...typed(dy!), ...attributes }, given.inputShape, dy!.dtype)
  }

const fused =
  (op: string, deep: boolean): Op =>
  (write, { x, filter, bias, preluActivationWeights }, given: Convolution & Activation) => {
    const plain = forward(op, deep)(write, { x: x!, filter: filter! }, given) as Node
    const shifted = bias === undefined ? plain : (add(write, { a: plain, b: bias }, {}) as Node)
    return activate(write, shifted, preluActivationWeights, given)
  }

const [plain, deep] = ['Conv2D', 'DepthwiseConv2dNative']
const slid = 'batch, places of the window, channels out'
/** conv1d is one of these with a height of 1. */
export const convolutions = {
  Conv2D: known(plain, slid, forward(plain, false)),
  Conv2DBackpropFilter: known('Conv2DBackpropFilter', 'as the filter', toFilter('Conv2DBackpropFilter', false), 'none'),
  Conv2DBackpropInput: known('Conv2DBackpropInput', 'as the input', toInput('Conv2DBackpropInput', false)),
  DepthwiseConv2dNative: known(deep, slid, forward(deep, true)),
  DepthwiseConv2dNativeBackpropFilter: known(
    'DepthwiseConv2dNativeBackpropFilter',
    'as the filter',
    toFilter('DepthwiseConv2dNativeBackpropFilter', true),
    'none',
  ),
  DepthwiseConv2dNativeBackpropInput: known(
    'DepthwiseConv2dNativeBackpropInput',
    'as the input',
    toInput('DepthwiseConv2dNativeBackpropInput', true),
    'none',
  ),
  FusedConv2D: known(`${plain}, AddV2, the activation`, slid, fused(plain, false), 'caller'),
  FusedDepthwiseConv2D: known(`${deep}, AddV2, the activation`, slid, fused(deep, true), 'caller'),
} as const satisfies Decisions
