import { normOf } from './evaluate/torchRounding.js'

/** What a number of an embedding is stored as. `binary` and `ubinary` keep its sign alone, a bit. */
export type Precision = 'float32' | 'int8' | 'uint8' | 'binary' | 'ubinary'

/** The least and the greatest value of each place of the embeddings, `[width]` each. */
export interface Ranges {
  readonly least: Float32Array
  readonly greatest: Float32Array
}

/** What int8 and uint8 are calibrated by: the ranges of embeddings, `[rows, width]` one after the other. */
export const rangesOf = (embeddings: Float32Array, width: number): Ranges => {
  const least = new Float32Array(width).fill(Number.POSITIVE_INFINITY)
  const greatest = new Float32Array(width).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < embeddings.length; i++) {
    const place = i % width
    if (embeddings[i]! < least[place]!) least[place] = embeddings[i]!
    if (embeddings[i]! > greatest[place]!) greatest[place] = embeddings[i]!
  }
  return { least, greatest }
}

/**
 * ⌊(x − least) / step⌋ within 0…255, where step = (greatest − least) / 255, and 1 where that is 0; each operation rounds to float32.
 * Source: quantize_embeddings of sentence-transformers.
 */
export const toUint8 = (embeddings: Float32Array, { least, greatest }: Ranges): Uint8Array => {
  const width = least.length
  const steps = least.map((from, i) => Math.fround(Math.fround(greatest[i]! - from) / 255) || 1)
  return Uint8Array.from(embeddings, (x, i) => {
    const place = i % width
    const bucket = Math.floor(Math.fround(Math.fround(x - least[place]!) / steps[place]!))
    return Math.min(255, Math.max(0, bucket))
  })
}

/** The same, 128 less. */
export const toInt8 = (embeddings: Float32Array, ranges: Ranges): Int8Array =>
  Int8Array.from(toUint8(embeddings, ranges), bucket => bucket - 128)

/** A bit a number, 1 where it is above 0; eight to a byte, the most significant first; the last byte of a row is filled with 0. */
export const toBits = (embeddings: Float32Array, width: number): Uint8Array => {
  const bytes = Math.ceil(width / 8)
  const packed = new Uint8Array(width === 0 ? 0 : (embeddings.length / width) * bytes)
  for (let i = 0; i < embeddings.length; i++) {
    const [row, place] = [Math.floor(i / width), i % width]
    if (embeddings[i]! > 0) packed[row * bytes + (place >> 3)]! |= 128 >> (place & 7)
  }
  return packed
}

/** The bits as 0 and 1, with those that filled the last byte: `[rows, 8 · bytes]`. */
export const fromBits = (packed: Uint8Array): Float32Array =>
  Float32Array.from({ length: packed.length * 8 }, (_, i) => (packed[i >> 3]! >> (7 - (i & 7))) & 1)

/** Rows of unit length in float32: each number over the row's norm, which is at least 1e-12. */
export const unitRows = (embeddings: Float32Array, width: number): Float32Array => {
  const unit = new Float32Array(embeddings.length)
  for (let from = 0; from < embeddings.length; from += width) {
    const norm = Math.max(
      normOf(width, i => embeddings[from + i]!),
      Math.fround(1e-12),
    )
    for (let i = from; i < from + width; i++) unit[i] = embeddings[i]! / norm
  }
  return unit
}

/** Embeddings of unit length as they are read again from where they were stored: integers, or 0 and 1, as float32. */
export const quantized = (
  precision: Precision,
  embeddings: Float32Array,
  width: number,
): { readonly numbers: Float32Array; readonly width: number } => {
  const unit = unitRows(embeddings, width)
  if (precision === 'float32') return { numbers: unit, width }
  if (precision === 'int8') return { numbers: Float32Array.from(toInt8(unit, rangesOf(unit, width))), width }
  if (precision === 'uint8') return { numbers: Float32Array.from(toUint8(unit, rangesOf(unit, width))), width }
  return { numbers: fromBits(toBits(unit, width)), width: 8 * Math.ceil(width / 8) }
}
