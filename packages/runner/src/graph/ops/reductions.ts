import { type Op, typed } from './op.js'

interface Along {
  readonly axis?: number | readonly number[]
  /** What tfjs calls the axes of a maximum. */
  readonly reductionIndices?: number | readonly number[]
  readonly keepDims?: boolean
}
const reduction =
  (op: string): Op =>
  (write, { x }, { axis, reductionIndices, keepDims = false }: Along) => {
    const asked = [axis ?? reductionIndices ?? x!.shape.map((_, i) => i)].flat()
    const axes = asked.map(each => (each < 0 ? each + x!.shape.length : each))
    const shape = keepDims
      ? x!.shape.map((side, i) => (axes.includes(i) ? 1 : side))
      : x!.shape.filter((_, i) => !axes.includes(i))
    const attributes = { ...typed(x!), Tidx: { type: 'int32' }, keep_dims: { flag: keepDims } } as const
    return write.op(op, [x!, write.ints(axes)], attributes, shape, x!.dtype)
  }

const argMax: Op = (write, { x }, { axis }: { readonly axis: number }) =>
  write.op(
    'ArgMax',
    [x!, write.int(axis)],
    { ...typed(x!), Tidx: { type: 'int32' }, output_type: { type: 'int32' } },
    x!.shape.filter((_, i) => i !== axis),
    'int32',
  )

export const reductions = {
  ArgMax: argMax,
  Max: reduction('Max'),
  Mean: reduction('Mean'),
  Min: reduction('Min'),
  Prod: reduction('Prod'),
  Softmax: (write, { logits }) => write.op('Softmax', [logits!], typed(logits!), logits!.shape, logits!.dtype),
  Sum: reduction('Sum'),
} as const satisfies Readonly<Record<string, Op>>
