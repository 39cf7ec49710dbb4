import { backend_util } from '@tensorflow/tfjs-core'
import type { Attribute } from '../graph.js'
import { type Decisions, known } from './decision.js'
import { type Op, onlyEager, typed } from './op.js'

/** TensorFlow's name of a padding; one by numbers has gradients nowhere. */
export const paddingOf = (op: string, type: string): string => {
  if (type !== 'SAME' && type !== 'VALID') throw onlyEager(`${op} needs pad 'same' or 'valid': tf.pad before it`)
  return type
}

type Pair = [number, number] | number
interface Window {
  readonly filterSize: Pair
  readonly strides: Pair
  readonly pad: 'valid' | 'same' | number
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}
const info = (op: string, x: readonly number[], { filterSize, strides, pad, dimRoundingMode }: Window) => {
  const sides = [...x] as [number, number, number, number]
  const found = backend_util.computePool2DInfo(sides, filterSize, strides, 1, pad, dimRoundingMode)
  const attributes: Readonly<Record<string, Attribute>> = {
    ksize: { list: [1, found.filterHeight, found.filterWidth, 1] },
    strides: { list: [1, found.strideHeight, found.strideWidth, 1] },
    padding: { words: paddingOf(op, found.padInfo.type) },
    data_format: { words: 'NHWC' },
  }
  return { attributes, shape: found.outShape }
}

const forward =
  (op: string): Op =>
  (write, { x }, given: Window) => {
    const { attributes, shape } = info(op, x!.shape, given)
    return write.op(op, [x!], { ...typed(x!), ...attributes }, shape, x!.dtype)
  }
const maxGradient: Op = (write, { dy, input, output }, given: Window) => {
  const { attributes } = info('MaxPoolGrad', input!.shape, given)
  return write.op('MaxPoolGrad', [input!, output!, dy!], { ...typed(dy!), ...attributes }, input!.shape, dy!.dtype)
}
const averageGradient: Op = (write, { dy, input }, given: Window) => {
  const { attributes } = info('AvgPoolGrad', input!.shape, given)
  return write.op(
    'AvgPoolGrad',
    [write.ints(input!.shape), dy!],
    { ...typed(dy!), ...attributes },
    input!.shape,
    dy!.dtype,
  )
}

const slid = 'batch, places of the window, channels'
/** One number for all that a sliding window shows. */
export const windows = {
  AvgPool: known('AvgPool', slid, forward('AvgPool')),
  AvgPoolGrad: known('AvgPoolGrad', 'as input', averageGradient, 'none'),
  MaxPool: known('MaxPool', slid, forward('MaxPool')),
  MaxPoolGrad: known('MaxPoolGrad', 'as input', maxGradient, 'none'),
} as const satisfies Decisions
