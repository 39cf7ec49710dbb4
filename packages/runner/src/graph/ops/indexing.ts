import { type Decisions, known } from './decision.js'
import { fromFront, type Op, typed } from './op.js'

const int32 = { type: 'int32' } as const

interface Gather {
  readonly axis: number
  readonly batchDims?: number
}
const gather: Op = (write, { x, indices }, { axis, batchDims = 0 }: Gather) => {
  const along = fromFront(axis, x!)
  const rows = fromFront(batchDims, indices!)
  return write.op(
    'GatherV2',
    [x!, indices!, write.int(along)],
    { Tparams: { type: x!.dtype }, Tindices: int32, Taxis: int32, batch_dims: { int: rows } },
    [...x!.shape.slice(0, along), ...indices!.shape.slice(rows), ...x!.shape.slice(along + 1)],
    x!.dtype,
  )
}

const gatherNd: Op = (write, { params, indices }) =>
  write.op(
    'GatherNd',
    [params!, indices!],
    { Tparams: { type: params!.dtype }, Tindices: int32 },
    [...indices!.shape.slice(0, -1), ...params!.shape.slice(indices!.shape.at(-1))],
    params!.dtype,
  )

const scatter: Op = (write, { indices, updates }, { shape }: { readonly shape: readonly number[] }) =>
  write.op(
    'ScatterNd',
    [indices!, updates!, write.ints(shape)],
    { ...typed(updates!), Tindices: int32 },
    shape,
    updates!.dtype,
  )

const scatterInto: Op = (write, { tensor, indices, updates }) =>
  write.op(
    'TensorScatterUpdate',
    [tensor!, indices!, updates!],
    { ...typed(tensor!), Tindices: int32 },
    tensor!.shape,
    tensor!.dtype,
  )

interface Dense {
  readonly outputShape: readonly number[]
}
const dense: Op = (write, { sparseIndices, sparseValues, defaultValue }, { outputShape }: Dense) =>
  write.op(
    'SparseToDense',
    [sparseIndices!, write.ints(outputShape), sparseValues!, defaultValue!],
    { ...typed(sparseValues!), Tindices: int32, validate_indices: { flag: true } },
    outputShape,
    sparseValues!.dtype,
  )

const segmentSum: Op = (write, { x, segmentIds }, { numSegments }: { readonly numSegments: number }) =>
  write.op(
    'UnsortedSegmentSum',
    [x!, segmentIds!, write.int(numSegments)],
    { ...typed(x!), Tindices: int32, Tnumsegments: int32 },
    [numSegments, ...x!.shape.slice(segmentIds!.shape.length)],
    x!.dtype,
  )

const count: Op = (write, { x, weights }, { size }: { readonly size: number }) =>
  write.op('Bincount', [x!, write.int(size), weights!], typed(weights!), [size], weights!.dtype)

/** Numbers picked by their places, or put there. */
export const indexing = {
  Bincount: known('Bincount', '[size]', count, 'ours'),
  GatherNd: known('GatherNd', 'indices but the last side, then what is left of params', gatherNd, 'ours'),
  GatherV2: known('GatherV2', 'indices in place of the axis of x', gather, 'ours'),
  ScatterNd: known('ScatterNd', 'as given', scatter, 'ours'),
  SparseToDense: known('SparseToDense', 'as given', dense, 'ours'),
  TensorScatterUpdate: known('TensorScatterUpdate', 'as tensor', scatterInto, 'ours'),
  UnsortedSegmentSum: known('UnsortedSegmentSum', '[numSegments], then what is left of x', segmentSum),
} as const satisfies Decisions
