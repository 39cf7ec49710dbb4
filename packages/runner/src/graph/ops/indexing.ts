import { type Op, typed } from './op.js'

const gather: Op = (
  write,
  { x, indices },
  { axis, batchDims = 0 }: { readonly axis: number; readonly batchDims?: number },
) =>
  write.op(
    'GatherV2',
    [x!, indices!, write.int(axis)],
    {
      Tparams: { type: x!.dtype },
      Tindices: { type: 'int32' },
      Taxis: { type: 'int32' },
      batch_dims: { int: batchDims },
    },
    [...x!.shape.slice(0, axis), ...indices!.shape.slice(batchDims), ...x!.shape.slice(axis + 1)],
    x!.dtype,
  )

const scatter: Op = (write, { indices, updates }, { shape }: { readonly shape: readonly number[] }) =>
  write.op(
    'ScatterNd',
    [indices!, updates!, write.ints(shape)],
    { ...typed(updates!), Tindices: { type: 'int32' } },
    shape,
    updates!.dtype,
  )

const segmentSum: Op = (write, { x, segmentIds }, { numSegments }: { readonly numSegments: number }) =>
  write.op(
    'UnsortedSegmentSum',
    [x!, segmentIds!, write.int(numSegments)],
    { ...typed(x!), Tindices: { type: 'int32' }, Tnumsegments: { type: 'int32' } },
    [numSegments, ...x!.shape.slice(segmentIds!.shape.length)],
    x!.dtype,
  )

interface Hot {
  readonly depth: number
  readonly onValue: number
  readonly offValue: number
  readonly dtype?: 'float32' | 'int32'
}
const oneHot: Op = (write, { indices }, { depth, onValue, offValue, dtype = 'float32' }: Hot) =>
  write.op(
    'OneHot',
    [indices!, write.int(depth), write.constant([onValue], [], dtype), write.constant([offValue], [], dtype)],
    { T: { type: dtype }, TI: { type: 'int32' }, axis: { int: -1 } },
    [...indices!.shape, depth],
    dtype,
  )

interface Steps {
  readonly start: number
  readonly stop: number
  readonly step: number
  readonly dtype: 'float32' | 'int32'
}
const range: Op = (write, _, { start, stop, step, dtype }: Steps) =>
  write.op(
    'Range',
    [start, stop, step].map(value => write.constant([value], [], dtype)),
    { Tidx: { type: dtype } },
    [Math.max(0, Math.ceil((stop - start) / step))],
    dtype,
  )

export const indexing = {
  GatherV2: gather,
  OneHot: oneHot,
  Range: range,
  ScatterNd: scatter,
  UnsortedSegmentSum: segmentSum,
} as const satisfies Readonly<Record<string, Op>>
