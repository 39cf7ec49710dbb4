import { slice_util } from '@tensorflow/tfjs-core'
import { sameShape } from '../../sameShape.js'
import type { Node } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Decisions, known } from './decision.js'
import { fromFront, type Op, typed } from './op.js'
import { reshape } from './shaping.js'

const slice = (write: Recorder, x: Node, begin: readonly number[], shape: readonly number[]): Node =>
  sameShape(shape, x.shape)
    ? x
    : write.op(
        'Slice',
        [x, write.ints(begin), write.ints(shape)],
        { ...typed(x), Index: { type: 'int32' } },
        shape,
        x.dtype,
      )

interface Part {
  readonly begin: number | number[]
  readonly size?: number | number[]
}
/** Sides that are not named are whole; so are those of −1 from where they begin. */
const sliceOf: Op = (write, { x }, { begin, size }: Part) => {
  const begins = [begin].flat()
  const sizes = size === undefined ? [] : [size].flat()
  const starts = x!.shape.map((_, i) => begins[i] ?? 0)
  const sides = x!.shape.map((side, i) => ((sizes[i] ?? -1) < 0 ? side - starts[i]! : sizes[i]!))
  return slice(write, x!, starts, sides)
}

/** Parts along an axis, one after another. */
const parts = (write: Recorder, x: Node, along: number, sizes: readonly number[]): readonly Node[] => {
  let from = 0
  return sizes.map(size => {
    const begin = x.shape.map((_, i) => (i === along ? from : 0))
    from += size
    return slice(
      write,
      x,
      begin,
      x.shape.map((whole, i) => (i === along ? size : whole)),
    )
  })
}

interface Split {
  readonly numOrSizeSplits: number | readonly number[]
  readonly axis: number
}
const split: Op = (write, { x }, { numOrSizeSplits, axis }: Split) => {
  const along = fromFront(axis, x!)
  const whole = x!.shape[along]!
  const asked =
    typeof numOrSizeSplits === 'number'
      ? Array.from({ length: numOrSizeSplits }, () => whole / numOrSizeSplits)
      : numOrSizeSplits
  const taken = asked.reduce((sum, size) => sum + Math.max(size, 0), 0)
  return parts(
    write,
    x!,
    along,
    asked.map(size => (size < 0 ? whole - taken : size)),
  )
}

const unpack: Op = (write, { value }, { axis }: { readonly axis: number }) => {
  const along = fromFront(axis, value!)
  const ones = Array.from({ length: value!.shape[along]! }, () => 1)
  const shape = value!.shape.filter((_, i) => i !== along)
  return parts(write, value!, along, ones).map(part => reshape(write, part, shape))
}

interface Strided {
  readonly begin: number[]
  readonly end: number[]
  readonly strides: number[]
  readonly beginMask: number
  readonly endMask: number
  readonly ellipsisMask: number
  readonly newAxisMask: number
  readonly shrinkAxisMask: number
}
const stridedSlice: Op = (write, { x }, { begin, end, strides, ...masks }: Strided) => {
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = masks
  const of = [...x!.shape]
  const { finalShape } = slice_util.sliceInfo(
    of,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  )
  const attributes = {
    ...typed(x!),
    Index: { type: 'int32' },
    begin_mask: { int: beginMask },
    end_mask: { int: endMask },
    ellipsis_mask: { int: ellipsisMask },
    new_axis_mask: { int: newAxisMask },
    shrink_axis_mask: { int: shrinkAxisMask },
  } as const
  return write.op('StridedSlice', [x!, ...[begin, end, strides].map(write.ints)], attributes, finalShape, x!.dtype)
}

export const cutting = {
  Slice: known('Slice', 'the size asked for, −1 to the end', sliceOf),
  SplitV: known('Slice', 'x cut along an axis', split, 'ours'),
  StridedSlice: known('StridedSlice', 'as the ranges and masks say', stridedSlice, 'ours'),
  Unpack: known('Slice, Reshape', 'x without the axis, one a place', unpack),
} as const satisfies Decisions
