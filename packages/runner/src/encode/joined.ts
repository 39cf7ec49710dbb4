/** Vectors one after the other, `[rows, width]`. */
export const joined = (vectors: readonly Float32Array[]): Float32Array => {
  const width = vectors[0]?.length ?? 0
  const all = new Float32Array(vectors.length * width)
  vectors.forEach((vector, row) => {
    all.set(vector, row * width)
  })
  return all
}
