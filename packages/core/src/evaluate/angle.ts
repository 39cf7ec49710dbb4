/**
 * How alike rows of `a` and `b`, both `[rows, width]`, are by the angle between them in the complex plane: the first half of a unit
 * vector is its real part, the second (an odd width is filled with a 0) its imaginary one, and the similarity is
 * |Σ x·y + Σ (x_im·y_re − x_re·y_im)|, 1 for equal rows, at most √2; it is not symmetric. Li & Li 2023; Source: pairwise_angle_sim.
 */
export const angleSimilarity = (a: Float32Array, b: Float32Array, width: number): Float32Array => {
  const half = Math.ceil(width / 2)
  return Float32Array.from({ length: a.length / width }, (_, row) => {
    const [x, y] = [a, b].map(all => unit(all.subarray(row * width, (row + 1) * width)))
    let sum = 0
    for (let i = 0; i < half; i++) {
      const [re, im, otherRe, otherIm] = [x![i]!, x![i + half] ?? 0, y![i]!, y![i + half] ?? 0]
      sum += re * otherRe + im * otherIm + im * otherRe - re * otherIm
    }
    return Math.abs(sum)
  })
}

const unit = (vector: Float32Array): Float64Array => {
  const norm = Math.max(Math.hypot(...vector), 1e-12)
  return Float64Array.from(vector, x => x / norm)
}
