import { type Form, type Forms, flagOf, intOf, intsOf, noForm, numbersOf } from '../form.js'
import type { OnnxWriter } from '../onnxWriter.js'

const last = 2 ** 31 - 1

/** x[from : to : by] along axes. */
const sliced = (
  write: OnnxWriter,
  x: string,
  {
    from,
    to,
    along,
    by = along.map(() => 1),
  }: Record<'from' | 'to', string> & {
    readonly along: readonly number[]
    readonly by?: readonly number[]
  },
): string => write.op('Slice', [x, from, to, write.ints(along), write.ints(by)])

const slice: Form = (write, formed) => {
  const [from, size] = [intsOf(write, formed, 1), intsOf(write, formed, 2)]
  return sliced(write, formed.inputs[0]!, {
    from,
    to: write.op('Add', [from, size]),
    along: formed.node.shape.map((_, i) => i),
  })
}

/** Masks say which ends are the tensor's own, and which sides are dropped. */
const stridedSlice: Form = (write, formed) => {
  if (intOf(formed, 'ellipsis_mask') !== 0 || intOf(formed, 'new_axis_mask') !== 0)
    throw noForm('StridedSlice with an ellipsis or a new axis')
  const [begin, end, by] = [1, 2, 3].map(input => numbersOf(formed, input))
  const has = (mask: string, i: number) => (intOf(formed, mask) & (1 << i)) !== 0
  const dropped = begin!.flatMap((_, i) => (has('shrink_axis_mask', i) ? [i] : []))
  const from = begin!.map((at, i) => (has('begin_mask', i) && !dropped.includes(i) ? (by![i]! > 0 ? 0 : last) : at))
  const to = end!.map((at, i) =>
    dropped.includes(i) ? begin![i]! + 1 || last : has('end_mask', i) ? (by![i]! > 0 ? last : -last) : at,
  )
  const cut = sliced(write, formed.inputs[0]!, {
    from: write.ints(from),
    to: write.ints(to),
    along: begin!.map((_, i) => i),
    by: by!,
  })
  return dropped.length === 0 ? cut : write.op('Squeeze', [cut, write.ints(dropped)])
}

const transpose: Form = (write, formed) => write.op('Transpose', [formed.inputs[0]!], { perm: numbersOf(formed, 1) })

const reverse: Form = (write, formed) => {
  const along = numbersOf(formed, 1)
  return sliced(write, formed.inputs[0]!, {
    from: write.ints(along.map(() => last)),
    to: write.ints(along.map(() => -last)),
    along,
    by: along.map(() => -1),
  })
}

const pad: Form = (write, formed) => {
  const pairs = numbersOf(formed, 1)
  const ends = [0, 1].flatMap(end => pairs.filter((_, i) => i % 2 === end))
  return write.op('Pad', [formed.inputs[0]!, write.ints(ends), formed.inputs[2]!])
}

/** The same numbers in another shape or order, cut, joined or repeated. */
export const shaping: Forms = {
  // A side of nought is a side of nought, and not one to be copied.
  Reshape: (write, formed) => write.op('Reshape', [formed.inputs[0]!, intsOf(write, formed, 1)], { allowzero: 1 }),
  Slice: slice,
  StridedSlice: stridedSlice,
  Transpose: transpose,
  ReverseV2: reverse,
  Tile: (write, formed) => write.op('Tile', [formed.inputs[0]!, intsOf(write, formed, 1)]),
  BroadcastTo: (write, formed) => write.op('Expand', [formed.inputs[0]!, intsOf(write, formed, 1)]),
  Fill: (write, formed) => write.op('Expand', [formed.inputs[1]!, intsOf(write, formed, 0)]),
  Range: (write, { inputs }) => write.op('Range', inputs),
  PadV2: pad,
  ConcatV2: (write, formed) => {
    const parts = formed.inputs.slice(0, -1)
    return write.op('Concat', parts, { axis: numbersOf(formed, parts.length)[0]! })
  },
  Pack: (write, formed) => {
    const axis = intOf(formed, 'axis')
    return write.op(
      'Concat',
      formed.inputs.map(each => write.op('Unsqueeze', [each, write.ints([axis])])),
      { axis },
    )
  },
  Cumsum: (write, formed) =>
    write.op('CumSum', [formed.inputs[0]!, write.constant('int64', numbersOf(formed, 1))], {
      exclusive: Number(flagOf(formed, 'exclusive')),
      reverse: Number(flagOf(formed, 'reverse')),
    }),
}
