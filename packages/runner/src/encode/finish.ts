import {
  brief,
  cutWider,
  type EmbeddingPrecision,
  problem,
  type Ranges,
  rangesOf,
  toBits,
  toInt8,
  toUint8,
  truncateEmbeddings,
  unitRows,
} from '@siamese/core'
import { refusal } from '../asPromise.js'

/** What an embedding is stored in: a number a place, or, of the binary ones, eight places a byte. */
export type Vector<P extends EmbeddingPrecision> = P extends 'float32'
  ? Float32Array
  : P extends 'int8' | 'binary'
    ? Int8Array
    : Uint8Array

/** What is done to embeddings at the end, in this order: cut, made unit length, stored in fewer bits. */
export interface Finish<P extends EmbeddingPrecision = EmbeddingPrecision> {
  /** Only the first numbers; the model's own limit, where it has one, when not written. */
  readonly width?: number
  /** Vectors of unit length. */
  readonly normalize?: boolean
  /** What a number is stored as; float32 when not written. */
  readonly precision?: P
  /** What int8 and uint8 are calibrated by; the range of what is encoded at once when not written. */
  readonly ranges?: Ranges
}

/** Embeddings `[rows, width]` as they are given to whoever asked, one vector a row. Source: SentenceTransformer.encode. */
export const finish = <P extends EmbeddingPrecision>(
  embeddings: Float32Array,
  from: number,
  { width = from, normalize = false, precision = 'float32' as P, ranges }: Finish<P>,
): readonly Vector<P>[] => {
  if (!Number.isInteger(width) || width < 1 || width > from)
    throw refusal([problem(cutWider('encode', String(width), from))])
  if (!Object.hasOwn(precisions, precision)) throw refusal([problem(noPrecision(precision))])
  const cut = truncateEmbeddings(embeddings, from, width)
  const unit = normalize ? unitRows(cut, width) : cut
  const rows = from === 0 ? 0 : embeddings.length / from
  const stored = store(unit, width, rows, precision, ranges)
  const each = rows === 0 ? 0 : stored.length / rows
  return Array.from({ length: rows }, (_, row) => stored.slice(row * each, (row + 1) * each) as Vector<P>)
}

const precisions = {
  float32: null,
  int8: null,
  uint8: null,
  binary: null,
  ubinary: null,
} as const satisfies Record<EmbeddingPrecision, null>
const noPrecision = (precision: unknown): string =>
  `encode: precision is ${brief(precision)}: choose ${Object.keys(precisions).join(', ')}`

const store = (
  embeddings: Float32Array,
  width: number,
  rows: number,
  precision: EmbeddingPrecision,
  ranges: Ranges | undefined,
): Float32Array | Int8Array | Uint8Array => {
  if (precision === 'float32') return embeddings
  if (precision === 'ubinary') return toBits(embeddings, width)
  if (precision === 'binary') return Int8Array.from(toBits(embeddings, width), byte => byte - 128)
  if (rows === 0) return precision === 'int8' ? new Int8Array() : new Uint8Array()
  const calibrated = ranges ?? rangesOf(embeddings, width)
  if (ranges === undefined && rows === 1)
    throw refusal([
      problem(
        `encode: one text has no range for ${precision}: encode several at once, or give ranges: rangesOf(embeddings, ${width})`,
      ),
    ])
  if (calibrated.least.length !== width)
    throw refusal([
      problem(
        `encode: ranges are of ${calibrated.least.length} numbers and embeddings have ${width}: take those of ${width}`,
      ),
    ])
  return precision === 'int8' ? toInt8(embeddings, calibrated) : toUint8(embeddings, calibrated)
}
