import type { OnnxWriter } from './onnxWriter.js'
import type { Weight, WeightForm } from './weightForm.js'

/**
 * Weights as whole numbers of 8 bits with a scale for each column of a matrix and each row of a table; what a matrix is multiplied
 * with is rounded to 8 bits by the range it has when it is computed (onnxruntime's dynamic quantization). Weights lie around 128
 * without a sign: products of signed and unsigned numbers overflow on processors without VNNI. What is read whole, as by a recurrence or a
 * convolution, is widened when the file is opened and computed with in float32.
 */
export const dynamicInt8: WeightForm = {
  whole: (write, weight) => {
    const { name, shape, values } = weight
    if (shape.length < 2 || values.length < few)
      return write.initializer({ name, type: 'float32', shape, values: bytesOf(values) })
    const lines = { name, shape: [shape[0]!, values.length / shape[0]!], values }
    const { numbers, scales, zero } = quantized(write, lines, 0)
    const centred = write.op('Sub', [write.cast(numbers, 'float32'), write.cast(zero, 'float32')])
    const widened = write.op('Mul', [centred, write.op('Unsqueeze', [scales, write.ints([-1])])])
    return write.op('Reshape', [widened, write.ints(shape)])
  },
  times: (write, x, weight) => {
    const { numbers, scales, zero } = quantized(write, weight, 1)
    const [whole, scale, offset] = write.several('DynamicQuantizeLinear', [x], 3)
    const product = write.op('MatMulInteger', [whole!, numbers, offset!, zero])
    return write.op('Mul', [write.cast(product, 'float32'), write.op('Mul', [scale!, scales])])
  },
  rows: (write, weight, places) => {
    const { numbers, scales } = quantized(write, weight, 0)
    const [picked, scale] = [numbers, scales].map(each => write.op('Gather', [each, places], { axis: 0 }))
    const centred = write.op('Sub', [write.cast(picked!, 'float32'), write.constant('float32', [middle])])
    return write.op('Mul', [centred, write.op('Unsqueeze', [scale!, write.ints([-1])])])
  },
}
const middle = 128
/** Numbers that are not worth being rounded. */
const few = 1024

const quantized = (write: OnnxWriter, { name, shape, values }: Weight, axis: 0 | 1) => {
  const columns = shape[1]!
  const largest = new Float32Array(shape[axis]!)
  const lineOf = (i: number) => (axis === 0 ? Math.floor(i / columns) : i % columns)
  values.forEach((value, i) => {
    largest[lineOf(i)] = Math.max(largest[lineOf(i)]!, Math.abs(value))
  })
  const scales = largest.map(most => (most === 0 ? 1 : most / 127))
  const numbers = Uint8Array.from(values, (value, i) => Math.round(value / scales[lineOf(i)]!) + middle)
  return {
    numbers: write.initializer({ name, type: 'uint8', shape, values: numbers }),
    scales: write.initializer({
      name: `${name}, scales`,
      type: 'float32',
      shape: [scales.length],
      values: bytesOf(scales),
    }),
    zero: write.constant('uint8', [middle]),
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength)
