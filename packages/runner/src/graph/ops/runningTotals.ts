import { type Decisions, known } from './decision.js'
import { fromFront, type Op, typed } from './op.js'

interface Running {
  readonly axis: number
  readonly exclusive: boolean
  readonly reverse: boolean
}
const running =
  (op: string): Op =>
  (write, { x }, { axis, exclusive, reverse }: Running) =>
    write.op(
      op,
      [x!, write.int(fromFront(axis, x!))],
      { ...typed(x!), Tidx: { type: 'int32' }, exclusive: { flag: exclusive }, reverse: { flag: reverse } },
      x!.shape,
      x!.dtype,
    )

/** Sums and products of everything so far along an axis. */
export const runningTotals = {
  Cumprod: known('Cumprod', 'as x', running('Cumprod'), 'ours'),
  Cumsum: known('Cumsum', 'as x', running('Cumsum'), 'ours'),
} as const satisfies Decisions
