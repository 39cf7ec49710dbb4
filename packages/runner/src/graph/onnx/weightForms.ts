import { dynamicInt8 } from './dynamicInt8.js'
import { float16 } from './float16.js'
import { stored, type WeightForm } from './weightForm.js'

/** How the weights of an ONNX file lie in it. */
export const weightForms = {
  /** As they were trained. */
  float32: stored((write, { name, shape, values }) =>
    write.initializer({
      name,
      type: 'float32',
      shape,
      values: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    }),
  ),
  /** Half the size; widened when the file is opened, so that all is computed in float32. */
  float16: stored((write, { name, shape, values }) =>
    write.cast(write.initializer({ name, type: 'float16', shape, values: float16(values) }), 'float32'),
  ),
  /** A quarter of the size: products of whole numbers. */
  int8: dynamicInt8,
} as const satisfies Readonly<Record<string, WeightForm>>
export type WeightFormName = keyof typeof weightForms
