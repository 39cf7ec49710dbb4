import { type Node, sizeOf } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Op, sameShape, typed } from './op.js'

export const reshape = (write: Recorder, x: Node, shape: readonly number[]): Node =>
  sameShape(x.shape, shape)
    ? x
    : write.op('Reshape', [x, write.ints(shape)], { ...typed(x), Tshape: { type: 'int32' } }, shape, x.dtype)

/** A shape with one −1 solved. */
const solved = (shape: readonly number[], size: number): readonly number[] => {
  const known = shape.reduce((product, side) => (side < 0 ? product : product * side), 1)
  return shape.map(side => (side < 0 ? size / known : side))
}

const transpose: Op = (write, { x }, { perm }: { readonly perm: readonly number[] }) =>
  write.op(
    'Transpose',
    [x!, write.ints(perm)],
    { ...typed(x!), Tperm: { type: 'int32' } },
    perm.map(axis => x!.shape[axis]!),
    x!.dtype,
  )

const slice = (write: Recorder, x: Node, begin: readonly number[], size: readonly number[]): Node => {
  const shape = size.map((side, i) => (side < 0 ? x.shape[i]! - begin[i]! : side))
  return sameShape(shape, x.shape)
    ? x
    : write.op(
        'Slice',
        [x, write.ints(begin), write.ints(shape)],
        { ...typed(x), Index: { type: 'int32' } },
        shape,
        x.dtype,
      )
}

const tile: Op = (write, { x }, { reps }: { readonly reps: readonly number[] }) =>
  reps.every(times => times === 1)
    ? x!
    : write.op(
        'Tile',
        [x!, write.ints(reps)],
        { ...typed(x!), Tmultiples: { type: 'int32' } },
        x!.shape.map((side, i) => side * reps[i]!),
        x!.dtype,
      )

interface Padding {
  readonly paddings: readonly (readonly [before: number, after: number])[]
  readonly constantValue: number
}
const pad: Op = (write, { x }, { paddings, constantValue }: Padding) =>
  write.op(
    'PadV2',
    [x!, write.constant(paddings.flat(), [paddings.length, 2], 'int32'), write.constant([constantValue], [], x!.dtype)],
    { ...typed(x!), Tpaddings: { type: 'int32' } },
    x!.shape.map((side, i) => side + paddings[i]![0] + paddings[i]![1]),
    x!.dtype,
  )

const concat: Op = (write, inputs, { axis }: { readonly axis: number }) => {
  const parts = Object.values(inputs)
  const shape = [...parts[0]!.shape]
  const along = axis < 0 ? axis + shape.length : axis
  shape[along] = parts.reduce((sum, part) => sum + part.shape[along]!, 0)
  const attributes = { ...typed(parts[0]!), N: { int: parts.length }, Tidx: { type: 'int32' } } as const
  return write.op('ConcatV2', [...parts, write.int(along)], attributes, shape, parts[0]!.dtype)
}

/** The gradient of a concatenation: a slice for each part. */
const split: Op = (
  write,
  { x },
  { numOrSizeSplits, axis }: { readonly numOrSizeSplits: number | readonly number[]; readonly axis: number },
) => {
  const along = axis < 0 ? axis + x!.shape.length : axis
  const sizes =
    typeof numOrSizeSplits === 'number'
      ? Array.from({ length: numOrSizeSplits }, () => x!.shape[along]! / numOrSizeSplits)
      : numOrSizeSplits
  let from = 0
  return sizes.map(side => {
    const begin = x!.shape.map((_, i) => (i === along ? from : 0))
    from += side
    return slice(
      write,
      x!,
      begin,
      x!.shape.map((whole, i) => (i === along ? side : whole)),
    )
  })
}

export const shaping = {
  Concat: concat,
  ExpandDims: (write, { input }, { dim }: { readonly dim: number }) => {
    const shape = [...input!.shape]
    shape.splice(dim < 0 ? shape.length + 1 + dim : dim, 0, 1)
    return reshape(write, input!, shape)
  },
  Fill: (write, _, { shape, value, dtype }) => write.fill(shape, value, dtype ?? 'float32'),
  PadV2: pad,
  Reshape: (write, { x }, { shape }) => reshape(write, x!, solved(shape, sizeOf(x!.shape))),
  Slice: (write, { x }, { begin, size }) => slice(write, x!, begin, size),
  SplitV: split,
  Tile: tile,
  Transpose: transpose,
} as const satisfies Readonly<Record<string, Op>>
