/** Embeddings of texts, row-major `[rows, width]`. */
export interface Embedded {
  readonly values: Float32Array
  readonly rows: number
  readonly width: number
}

/** Several below one another. */
export const stacked = (all: readonly Embedded[]): Embedded => {
  const width = all[0]!.width
  const values = new Float32Array(all.reduce((sum, { rows }) => sum + rows * width, 0))
  let at = 0
  for (const each of all) {
    values.set(each.values, at)
    at += each.values.length
  }
  return { values, rows: values.length / width, width }
}

/** Rows of unit length; one of zeros stays. */
export const normalized = ({ values, rows, width }: Embedded): Embedded => {
  const unit = new Float32Array(values)
  for (let row = 0; row < rows; row++) {
    const length = Math.sqrt(dot(values, row, values, row, width))
    if (length > 0) for (let i = row * width; i < (row + 1) * width; i++) unit[i]! /= length
  }
  return { values: unit, rows, width }
}

/** Minus the mean of all rows. */
export const centred = ({ values, rows, width }: Embedded): Embedded => {
  const mean = new Float64Array(width)
  for (let i = 0; i < values.length; i++) mean[i % width]! += values[i]! / rows
  return { values: values.map((value, i) => value - mean[i % width]!), rows, width }
}

/** Rows at even distances, so many at most. */
export const someRows = ({ values, rows, width }: Embedded, most: number): Embedded => {
  const count = Math.min(rows, most)
  const some = new Float32Array(count * width)
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * rows) / count)
    some.set(values.subarray(row * width, (row + 1) * width), i * width)
  }
  return { values: some, rows: count, width }
}

export const dot = (a: Float32Array, i: number, b: Float32Array, j: number, width: number): number => {
  let sum = 0
  for (let k = 0; k < width; k++) sum += a[i * width + k]! * b[j * width + k]!
  return sum
}

/** Of row by row, of embeddings of unit length. */
export const cosines = (a: Embedded, b: Embedded): readonly number[] =>
  Array.from({ length: a.rows }, (_, row) => dot(a.values, row, b.values, row, a.width))
