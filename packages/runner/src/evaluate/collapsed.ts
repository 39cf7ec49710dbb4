import type { Scored } from '@siamese/core'

/** Texts that are looked at: the first different ones of each column. */
const sample = 256
const few = 10
const most = 0.95

/** Whether the vectors of different texts have a mean cosine over 0.95, and so hardly differ. */
export const isCollapsed = ({ embeddings, texts, width }: Pick<Scored, 'embeddings' | 'texts' | 'width'>): boolean => {
  const vectors = new Map<string, Float32Array>()
  for (const [role, all] of Object.entries(embeddings)) {
    const own = texts[role] ?? []
    for (let i = 0, taken = 0; i < own.length && taken < sample; i++) {
      if (vectors.has(own[i]!)) continue
      vectors.set(own[i]!, all.subarray(i * width, (i + 1) * width))
      taken++
    }
  }
  return vectors.size >= few && meanCosine([...vectors.values()], width) > most
}

/** Over all pairs of n different vectors: (‖Σ u‖² − n) / (n (n − 1)), u of unit length. */
export const meanCosine = (vectors: readonly Float32Array[], width: number): number => {
  const sum = new Float64Array(width)
  for (const vector of vectors) {
    const norm = Math.hypot(...vector) || 1
    for (let i = 0; i < width; i++) sum[i]! += vector[i]! / norm
  }
  const n = vectors.length
  return (sum.reduce((total, each) => total + each * each, 0) - n) / (n * (n - 1))
}

export const collapse = (on: string): string =>
  `the vectors of ${on} have a mean cosine over ${most}: the model hardly tells texts apart`
