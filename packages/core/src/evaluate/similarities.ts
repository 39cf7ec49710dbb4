import * as t from 'io-ts'
import { unitRows } from '../quantize.js'
import { normOf, sumOf } from './torchRounding.js'

export type SimilarityName = 'cosine' | 'dot' | 'euclidean' | 'manhattan'

export const similarityName = t.keyof(
  { cosine: null, dot: null, euclidean: null, manhattan: null },
  'cosine, dot, euclidean or manhattan',
)

/** What `similarity` is for, of every evaluator that has it. */
export const comparing = 'How two vectors are compared; of several the best is reported as well'

/** Row i of `a` with row i of `b`, both [rows, width] one after the other: greater is more alike. */
export type Similarity = (a: Float32Array, b: Float32Array, width: number) => Float32Array

const rowsIn = (a: Float32Array, width: number): number => (width === 0 ? 0 : a.length / width)

/** A number for each row, by where it begins. */
const ofRows =
  (between: (a: Float32Array, b: Float32Array, from: number, width: number) => number): Similarity =>
  (a, b, width) =>
    Float32Array.from({ length: rowsIn(a, width) }, (_, row) => between(a, b, row * width, width))

const dot = ofRows((a, b, from, width) => sumOf(width, i => Math.fround(a[from + i]! * b[from + i]!)))

/**
 * cosine a·b / (‖a‖ ‖b‖) · dot a·b · euclidean −‖a − b‖₂ · manhattan −‖a − b‖₁, rounded as the reference rounds them: what is equally similar
 * there is so here. Norms are at least 1e-12, so that the zero vector has cosine 0 with everything. Source: util/similarity.py of sentence-transformers.
 */
export const similarities: Readonly<Record<SimilarityName, Similarity>> = {
  cosine: (a, b, width) => dot(unitRows(a, width), unitRows(b, width), width),
  dot,
  euclidean: ofRows((a, b, from, width) => -normOf(width, i => Math.fround(a[from + i]! - b[from + i]!))),
  manhattan: ofRows((a, b, from, width) => -sumOf(width, i => Math.fround(Math.abs(a[from + i]! - b[from + i]!)))),
}

/** `width` numbers of `a` from `from` on with those of `b` from `at` on. */
type OfPair = (a: Float32Array, from: number, b: Float32Array, at: number, width: number) => number

/** A product of matrices adds one number after the other, multiplied and added with one rounding. */
const product: OfPair = (a, from, b, at, width) => {
  let sum = 0
  for (let i = 0; i < width; i++) sum = Math.fround(sum + a[from + i]! * b[at + i]!)
  return sum
}
const ofPair: Readonly<Record<SimilarityName, OfPair>> = {
  cosine: product,
  dot: product,
  euclidean: (a, from, b, at, width) => {
    let sum = 0
    for (let i = 0; i < width; i++) sum += (a[from + i]! - b[at + i]!) ** 2
    return -Math.sqrt(sum)
  },
  manhattan: (a, from, b, at, width) => {
    let sum = 0
    for (let i = 0; i < width; i++) sum += Math.abs(a[from + i]! - b[at + i]!)
    return -sum
  },
}

/** A row of `a` with every row of `b`, one row of the matrix at a time. */
export const withEach = (
  name: SimilarityName,
  a: Float32Array,
  b: Float32Array,
  width: number,
): ((row: number) => Float32Array) => {
  const [one, other] = name === 'cosine' ? [unitRows(a, width), unitRows(b, width)] : [a, b]
  const columns = rowsIn(b, width)
  const between = ofPair[name]
  return row => {
    const scores = new Float32Array(columns)
    for (let column = 0; column < columns; column++)
      scores[column] = between(one, row * width, other, column * width, width)
    return scores
  }
}
