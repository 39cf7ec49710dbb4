import type { OnnxWriter } from './onnxWriter.js'

export interface Weight {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** How weights lie in a file, and how they are computed with. */
export interface WeightForm {
  readonly whole: (write: OnnxWriter, weight: Weight) => string
  /** x times a matrix, which lies as `[in, out]`. */
  readonly times: (write: OnnxWriter, x: string, weight: Weight) => string
  /** Rows of a table by their places. */
  readonly rows: (write: OnnxWriter, weight: Weight, places: string) => string
}

/** `[out, in]` as `[in, out]`, as products read it. */
export const turned = ({ name, shape, values }: Weight): Weight => {
  const [rows, columns] = shape as [number, number]
  const other = new Float32Array(values.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) other[j * rows + i] = values[i * columns + j]!
  return { name: `${name}, turned`, shape: [columns, rows], values: other }
}

/** A form that differs only in how the numbers lie. */
export const stored = (whole: WeightForm['whole']): WeightForm => ({
  whole,
  times: (write, x, weight) => write.op('MatMul', [x, whole(write, weight)]),
  rows: (write, weight, places) => write.op('Gather', [whole(write, weight), places], { axis: 0 }),
})
