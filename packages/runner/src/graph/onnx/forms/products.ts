import { type Form, type Forms, flagOf, noForm, wordsOf } from '../form.js'
import type { OnnxWriter } from '../onnxWriter.js'

/** The last two sides in the other order. */
const turned = (write: OnnxWriter, x: string, rank: number): string =>
  write.op('Transpose', [x], {
    perm: Array.from({ length: rank }, (_, i) => (i < rank - 2 ? i : 2 * rank - 3 - i)),
  })

const product =
  (first: string, second: string): Form =>
  (write, formed) => {
    const [a, b] = formed.inputs.map((x, i) =>
      flagOf(formed, i === 0 ? first : second) ? turned(write, x, formed.reads[i]!.shape.length) : x,
    )
    return write.op('MatMul', [a!, b!])
  }

/** TensorFlow's channels are last, ONNX's come after the batch. */
const convolution: Form = (write, formed) => {
  const { attributes } = formed.node
  const list = (name: string) => (attributes[name] as { readonly list: readonly number[] }).list
  const padding = wordsOf(formed, 'padding')
  if (wordsOf(formed, 'data_format') !== 'NHWC') throw noForm('Conv2D with channels first')
  if (padding === 'EXPLICIT') throw noForm('Conv2D with paddings of its own')
  const channelsFirst = write.op('Transpose', [formed.inputs[0]!], { perm: [0, 3, 1, 2] })
  const filter = write.op('Transpose', [formed.inputs[1]!], { perm: [3, 2, 0, 1] })
  const made = write.op('Conv', [channelsFirst, filter], {
    auto_pad: padding === 'SAME' ? 'SAME_UPPER' : 'VALID',
    strides: list('strides').slice(1, 3),
    dilations: list('dilations').slice(1, 3),
  })
  return write.op('Transpose', [made], { perm: [0, 2, 3, 1] })
}

export const products: Forms = {
  MatMul: product('transpose_a', 'transpose_b'),
  BatchMatMulV2: product('adj_x', 'adj_y'),
  Einsum: (write, formed) => write.op('Einsum', formed.inputs, { equation: wordsOf(formed, 'equation') }),
  Conv2D: convolution,
}
