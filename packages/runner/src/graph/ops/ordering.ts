import { type Decisions, known } from './decision.js'
import { eachNumber } from './eachNumber.js'
import { fromFront, type Op, onlyEager, typed } from './op.js'
import { topK } from './topK.js'

/** Where the extreme stands; truths are ordered as 0 and 1. */
const place =
  (op: string): Op =>
  (write, inputs, { axis }: { readonly axis: number }) => {
    const given = inputs.x!
    const x =
      given.dtype === 'bool' ? (eachNumber.Cast.write(write, { x: given }, { dtype: 'int32' }) as typeof given) : given
    const along = fromFront(axis, x)
    if (x.shape[along] === 0) throw onlyEager(`${op} needs at least one number along axis ${along}`)
    return write.op(
      op,
      [x, write.int(along)],
      { ...typed(x), Tidx: { type: 'int32' }, output_type: { type: 'int32' } },
      x.shape.filter((_, i) => i !== along),
      'int32',
    )
  }

const search: Op = (write, { sortedSequence, values }, { side }: { readonly side: 'left' | 'right' }) =>
  write.op(
    side === 'left' ? 'LowerBound' : 'UpperBound',
    [sortedSequence!, values!],
    { ...typed(values!), out_type: { type: 'int32' } },
    values!.shape,
    'int32',
  )

export const ordering = {
  ArgMax: known('ArgMax', 'x without the axis, int32', place('ArgMax')),
  ArgMin: known('ArgMin', 'x without the axis, int32', place('ArgMin')),
  SearchSorted: known('LowerBound, UpperBound', 'as values, int32', search, 'ours'),
  TopK: known('TopKV2', 'k in place of the last side, twice', topK, 'ours'),
} as const satisfies Decisions
