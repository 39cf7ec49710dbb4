export type SimilarityName = 'cosine' | 'dot' | 'euclidean' | 'manhattan'

/** Row i of `a` with row i of `b`, both [rows, width] one after the other: greater is more alike. */
export type Similarity = (a: Float32Array, b: Float32Array, width: number) => Float32Array

/** Summed in double precision and rounded once, so that equal pairs have equal similarities. */
const ofRows =
  (similarity: (a: Float32Array, b: Float32Array, from: number, to: number) => number): Similarity =>
  (a, b, width) => {
    const scores = new Float32Array(width === 0 ? 0 : a.length / width)
    for (let row = 0; row < scores.length; row++) scores[row] = similarity(a, b, row * width, (row + 1) * width)
    return scores
  }

const product = (a: Float32Array, b: Float32Array, from: number, to: number): number => {
  let sum = 0
  for (let i = from; i < to; i++) sum += a[i]! * b[i]!
  return sum
}

/** A norm is at least this, so that the zero vector has cosine 0 with everything. */
const least = 1e-12
const norm = (a: Float32Array, from: number, to: number): number => Math.max(Math.sqrt(product(a, a, from, to)), least)

/** cosine a·b / (‖a‖ ‖b‖) · dot a·b · euclidean −‖a − b‖₂ · manhattan −‖a − b‖₁. Source: util/similarity.py of sentence-transformers. */
export const similarities: Readonly<Record<SimilarityName, Similarity>> = {
  cosine: ofRows((a, b, from, to) => product(a, b, from, to) / norm(a, from, to) / norm(b, from, to)),
  dot: ofRows(product),
  euclidean: ofRows((a, b, from, to) => {
    let sum = 0
    for (let i = from; i < to; i++) sum += (a[i]! - b[i]!) ** 2
    return -Math.sqrt(sum)
  }),
  manhattan: ofRows((a, b, from, to) => {
    let sum = 0
    for (let i = from; i < to; i++) sum += Math.abs(a[i]! - b[i]!)
    return -sum
  }),
}
