import type { Dtype } from '../graph.js'
import { type Decisions, known } from './decision.js'
import { type Op, typed } from './op.js'

interface Filled {
  readonly shape: readonly number[]
  readonly value: number | boolean
  readonly dtype?: Dtype
}
const fill: Op = (write, _, { shape, value, dtype }: Filled) =>
  write.fill(shape, Number(value), dtype ?? (typeof value === 'boolean' ? 'bool' : 'float32'))

const filledLike =
  (value: number): Op =>
  (write, { x }) =>
    write.fill(x!.shape, value, x!.dtype)

interface Steps {
  readonly start: number
  readonly stop: number
  readonly step: number
  readonly dtype: 'float32' | 'int32'
}
/** tfjs counts down by itself where the step was not given. */
const range: Op = (write, _, { start, stop, step, dtype }: Steps) => {
  const by = stop < start && step === 1 ? -1 : step
  const length = Math.max(0, Math.ceil((stop - start) / by))
  return length === 0
    ? write.fill([0], 0, dtype)
    : write.op(
        'Range',
        [start, stop, by].map(value => write.constant([value], [], dtype)),
        { Tidx: { type: dtype } },
        [length],
        dtype,
      )
}

interface Between {
  readonly start: number
  readonly stop: number
  readonly num: number
}
const linSpace: Op = (write, _, { start, stop, num }: Between) => {
  const ends = [start, stop].map(value => write.constant([value], [], 'float32'))
  return write.op(
    'LinSpace',
    [...ends, write.int(num)],
    { ...typed(ends[0]!), Tidx: { type: 'int32' } },
    [num],
    'float32',
  )
}

interface Hot {
  readonly depth: number
  readonly onValue: number
  readonly offValue: number
  readonly dtype?: Dtype
}
const oneHot: Op = (write, { indices }, { depth, onValue, offValue, dtype = 'float32' }: Hot) =>
  write.op(
    'OneHot',
    [
      indices!,
      write.int(depth),
      write.constant([Number(onValue)], [], dtype),
      write.constant([Number(offValue)], [], dtype),
    ],
    { T: { type: dtype }, TI: { type: 'int32' }, axis: { int: -1 } },
    [...indices!.shape, depth],
    dtype,
  )

/** Numbers that come from attributes, or from a shape alone. */
export const fromNothing = {
  Fill: known('Fill', 'as given', fill, 'none'),
  LinSpace: known('LinSpace', '[num]', linSpace, 'none'),
  OneHot: known('OneHot', 'as indices, then depth', oneHot),
  OnesLike: known('Fill', 'as x', filledLike(1)),
  Range: known('Range', '[⌈(stop − start) / step⌉]', range, 'none'),
  ZerosLike: known('Fill', 'as x', filledLike(0)),
} as const satisfies Decisions
