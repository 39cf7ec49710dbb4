import { sameShape } from '../../sameShape.js'
import { type Node, sizeOf } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Decisions, known } from './decision.js'
import { fromFront, type Op, typed } from './op.js'

export const reshape = (write: Recorder, x: Node, shape: readonly number[]): Node =>
  sameShape(x.shape, shape)
    ? x
    : write.op('Reshape', [x, write.ints(shape)], { ...typed(x), Tshape: { type: 'int32' } }, shape, x.dtype)

/** A shape with one −1 solved. */
const solved = (shape: readonly number[], size: number): readonly number[] => {
  const rest = shape.reduce((product, side) => (side < 0 ? product : product * side), 1)
  return shape.map(side => (side < 0 ? size / rest : side))
}

const expandDims: Op = (write, { input }, { dim }: { readonly dim: number }) => {
  const shape = [...input!.shape]
  shape.splice(dim < 0 ? shape.length + 1 + dim : dim, 0, 1)
  return reshape(write, input!, shape)
}

const transpose: Op = (write, { x }, { perm }: { readonly perm: readonly number[] }) =>
  write.op(
    'Transpose',
    [x!, write.ints(perm)],
    { ...typed(x!), Tperm: { type: 'int32' } },
    perm.map(axis => x!.shape[axis]!),
    x!.dtype,
  )

/** tfjs means every axis where none is named. */
const reverse: Op = (write, { x }, { dims }: { readonly dims?: number | readonly number[] }) => {
  const axes = [dims ?? x!.shape.map((_, i) => i)].flat().map(axis => fromFront(axis, x!))
  return write.op('ReverseV2', [x!, write.ints(axes)], { ...typed(x!), Tidx: { type: 'int32' } }, x!.shape, x!.dtype)
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

const broadcastTo: Op = (write, { x }, { shape }: { readonly shape: readonly number[] }) =>
  write.op('BroadcastTo', [x!, write.ints(shape)], { ...typed(x!), Tidx: { type: 'int32' } }, shape, x!.dtype)

const diagonal: Op = (write, { x }) => write.op('Diag', [x!], typed(x!), [...x!.shape, ...x!.shape], x!.dtype)

/** The same numbers in another shape or order, or more often. */
export const shaping = {
  BroadcastTo: known('BroadcastTo', 'as given', broadcastTo),
  Diag: known('Diag', 'x twice over', diagonal, 'ours'),
  ExpandDims: known('Reshape', 'x with a side of 1', expandDims),
  Reshape: known('Reshape', 'as given, one −1 solved', (write, { x }, { shape }) =>
    reshape(write, x!, solved(shape, sizeOf(x!.shape))),
  ),
  Reverse: known('ReverseV2', 'as x', reverse),
  Tile: known('Tile', 'each side times its count', tile, 'ours'),
  Transpose: known('Transpose', 'sides of x in the order asked for', transpose),
} as const satisfies Decisions
