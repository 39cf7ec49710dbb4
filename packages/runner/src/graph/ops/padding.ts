import { sizeOf } from '../graph.js'
import { type Decisions, known } from './decision.js'
import { type Op, typed } from './op.js'

type Pairs = readonly (readonly [before: number, after: number])[]
const grown = (shape: readonly number[], paddings: Pairs): readonly number[] =>
  shape.map((side, i) => side + paddings[i]![0] + paddings[i]![1])

interface Padding {
  readonly paddings: Pairs
  readonly constantValue: number
}
const pad: Op = (write, { x }, { paddings, constantValue }: Padding) =>
  write.op(
    'PadV2',
    [x!, write.constant(paddings.flat(), [paddings.length, 2], 'int32'), write.constant([constantValue], [], x!.dtype)],
    { ...typed(x!), Tpaddings: { type: 'int32' } },
    grown(x!.shape, paddings),
    x!.dtype,
  )

interface Mirror {
  readonly paddings: Pairs
  readonly mode: 'reflect' | 'symmetric'
}
const mirrorPad: Op = (write, { x }, { paddings, mode }: Mirror) =>
  write.op(
    'MirrorPad',
    [x!, write.constant(paddings.flat(), [paddings.length, 2], 'int32')],
    { ...typed(x!), Tpaddings: { type: 'int32' }, mode: { words: mode.toUpperCase() } },
    grown(x!.shape, paddings),
    x!.dtype,
  )

interface Blocks {
  readonly blockShape: readonly number[]
  readonly paddings: Pairs
  readonly crops: Pairs
}
const spaceToBatch: Op = (write, { x }, { blockShape, paddings }: Blocks) => {
  const [batch, ...sides] = x!.shape
  const blocks = sides.map((side, i) => {
    const [before, after] = paddings[i] ?? [0, 0]
    return (side + before + after) / (blockShape[i] ?? 1)
  })
  return write.op(
    'SpaceToBatchND',
    [x!, write.ints(blockShape), write.constant(paddings.flat(), [paddings.length, 2], 'int32')],
    { ...typed(x!), Tblock_shape: { type: 'int32' }, Tpaddings: { type: 'int32' } },
    [batch! * sizeOf(blockShape), ...blocks],
    x!.dtype,
  )
}
const batchToSpace: Op = (write, { x }, { blockShape, crops }: Blocks) => {
  const [batch, ...blocks] = x!.shape
  const sides = blocks.map((side, i) => {
    const [before, after] = crops[i] ?? [0, 0]
    return side * (blockShape[i] ?? 1) - before - after
  })
  return write.op(
    'BatchToSpaceND',
    [x!, write.ints(blockShape), write.constant(crops.flat(), [crops.length, 2], 'int32')],
    { ...typed(x!), Tblock_shape: { type: 'int32' }, Tcrops: { type: 'int32' } },
    [batch! / sizeOf(blockShape), ...sides],
    x!.dtype,
  )
}

export const padding = {
  BatchToSpaceND: known('BatchToSpaceND', 'blocks of the batch side by side, cropped', batchToSpace),
  MirrorPad: known('MirrorPad', 'x with its paddings', mirrorPad, 'ours'),
  PadV2: known('PadV2', 'x with its paddings', pad),
  SpaceToBatchND: known('SpaceToBatchND', 'blocks moved to the batch, padded', spaceToBatch),
} as const satisfies Decisions
