import * as t from 'io-ts'

export type SimilarityName = 'cosine' | 'dot' | 'euclidean' | 'manhattan'

export const similarityName = t.keyof(
  { cosine: null, dot: null, euclidean: null, manhattan: null },
  'cosine, dot, euclidean or manhattan',
)

/** What `similarity` is for, of every evaluator that has it. */
export const comparing = 'How two vectors are compared; of several the best is reported as well'

/** Row i of `a` with row i of `b`, both [rows, width] one after the other: greater is more alike. */
export type Similarity = (a: Float32Array, b: Float32Array, width: number) => Float32Array

/** `width` numbers of `a` from `from` on with those of `b` from `at` on; norms are cosine's. */
type OfPair = (
  a: Float32Array,
  from: number,
  b: Float32Array,
  at: number,
  width: number,
  normA: number,
  normB: number,
) => number

const product: OfPair = (a, from, b, at, width) => {
  let sum = 0
  for (let i = 0; i < width; i++) sum += a[from + i]! * b[at + i]!
  return sum
}

const ofPair: Readonly<Record<SimilarityName, OfPair>> = {
  cosine: (a, from, b, at, width, normA, normB) => product(a, from, b, at, width, 1, 1) / normA / normB,
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

/** A norm is at least this, so that the zero vector has cosine 0 with everything. */
const least = 1e-12
const rowsIn = (a: Float32Array, width: number): number => (width === 0 ? 0 : a.length / width)
const norms = (a: Float32Array, width: number): Float64Array =>
  Float64Array.from({ length: rowsIn(a, width) }, (_, row) =>
    Math.max(Math.sqrt(product(a, row * width, a, row * width, width, 1, 1)), least),
  )

/** Summed in double precision and rounded once, so that equal pairs have equal similarities. */
const ofRows =
  (name: SimilarityName): Similarity =>
  (a, b, width) => {
    const [normsA, normsB] = [norms(a, width), norms(b, width)]
    return Float32Array.from({ length: rowsIn(a, width) }, (_, row) =>
      ofPair[name](a, row * width, b, row * width, width, normsA[row]!, normsB[row]!),
    )
  }

/** cosine a·b / (‖a‖ ‖b‖) · dot a·b · euclidean −‖a − b‖₂ · manhattan −‖a − b‖₁. Source: util/similarity.py of sentence-transformers. */
export const similarities: Readonly<Record<SimilarityName, Similarity>> = {
  cosine: ofRows('cosine'),
  dot: ofRows('dot'),
  euclidean: ofRows('euclidean'),
  manhattan: ofRows('manhattan'),
}

/** A row of `a` with every row of `b`: the same numbers, one row of the matrix at a time. */
export const withEach = (
  name: SimilarityName,
  a: Float32Array,
  b: Float32Array,
  width: number,
): ((row: number) => Float32Array) => {
  const [normsA, normsB] = [norms(a, width), norms(b, width)]
  const between = ofPair[name]
  return row => {
    const scores = new Float32Array(normsB.length)
    for (let other = 0; other < scores.length; other++)
      scores[other] = between(a, row * width, b, other * width, width, normsA[row]!, normsB[other]!)
    return scores
  }
}
