import { type Form, type Forms, flagOf, intsOf, numbersOf } from '../form.js'

const along =
  (type: string): Form =>
  (write, formed) =>
    write.op(type, [formed.inputs[0]!, intsOf(write, formed, 1)], {
      keepdims: Number(flagOf(formed, 'keep_dims')),
      noop_with_empty_axes: 1,
    })

/** Truths are ordered as 0 and 1. */
const ofTruths =
  (type: string): Form =>
  (write, formed) =>
    write.cast(
      along(type)(write, { ...formed, inputs: [write.cast(formed.inputs[0]!, 'int32'), ...formed.inputs.slice(1)] }),
      'bool',
    )

const place =
  (type: string): Form =>
  (write, formed) =>
    write.cast(write.op(type, [formed.inputs[0]!], { axis: numbersOf(formed, 1)[0]!, keepdims: 0 }), 'int32')

/** Many numbers to one. */
export const reductions: Forms = {
  Sum: along('ReduceSum'),
  Mean: along('ReduceMean'),
  Max: along('ReduceMax'),
  Min: along('ReduceMin'),
  Prod: along('ReduceProd'),
  All: ofTruths('ReduceMin'),
  Any: ofTruths('ReduceMax'),
  ArgMax: place('ArgMax'),
  ArgMin: place('ArgMin'),
}
