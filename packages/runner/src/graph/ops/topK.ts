import type { Node } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Op, typed } from './op.js'

interface Asked {
  readonly k: number
  readonly sorted: boolean
}
/**
 * A node has one output, and TensorFlow's second, the places, would be another. They come from sorting keys that hold a
 * number in their upper half and its place, counted from the end, in their lower: the first of equal numbers wins.
 */
export const topK: Op = (write, { x }, { k, sorted }: Asked) => {
  const shape = [...x!.shape.slice(0, -1), k]
  const best = (of: Node) =>
    write.op('TopKV2', [of, write.int(k)], { ...typed(of), sorted: { flag: sorted } }, shape, of.dtype)
  const keys = best(withPlaces(write, x!))
  const low = arithmetic(write, 'BitwiseAnd', keys, write.constant([lowerHalf], [], 'int64'))
  return [best(x!), cast(write, arithmetic(write, 'Sub', write.constant([lowerHalf], [], 'int64'), low), 'int32')]
}
const lowerHalf = 2 ** 32 - 1

const withPlaces = (write: Recorder, x: Node): Node => {
  const width = x.shape.at(-1)!
  const limits = [0, width, 1].map(write.int)
  const places = write.op('Range', limits, { Tidx: { type: 'int32' } }, [width], 'int32')
  const fromEnd = arithmetic(write, 'Sub', write.constant([lowerHalf], [], 'int64'), cast(write, places, 'int64'))
  const whole = cast(write, x.dtype === 'float32' ? inOrder(write, x) : x, 'int64')
  const upper = arithmetic(write, 'Mul', whole, write.constant([lowerHalf + 1], [], 'int64'))
  return arithmetic(write, 'AddV2', upper, fromEnd)
}

/** The bits of a float as a whole number of the same order: those of negative ones grow away from the smallest. */
const inOrder = (write: Recorder, x: Node): Node => {
  const bits = write.op('Bitcast', [x], { ...typed(x), type: { type: 'int32' } }, x.shape, 'int32')
  const negative = write.op('Less', [bits, write.int(0)], typed(bits), x.shape, 'bool')
  const turned = write.op('Sub', [write.int(-(2 ** 31)), bits], typed(bits), x.shape, 'int32')
  return write.op('SelectV2', [negative, turned, bits], typed(bits), x.shape, 'int32')
}

const arithmetic = (write: Recorder, op: string, a: Node, b: Node): Node =>
  write.op(op, [a, b], { T: { type: 'int64' } }, a.shape.length === 0 ? b.shape : a.shape, 'int64')
const cast = (write: Recorder, x: Node, dtype: 'int32' | 'int64'): Node =>
  write.op('Cast', [x], { SrcT: { type: x.dtype }, DstT: { type: dtype }, Truncate: { flag: false } }, x.shape, dtype)
