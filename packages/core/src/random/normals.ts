import { philoxWords } from './philox.js'

/**
 * Numbers from normal(0, deviation): Box and Muller's method in Marsaglia's polar form, in double precision. It needs only a
 * root and a logarithm, which every release of Node computes alike; sine and cosine have changed between releases.
 */
export const normals = (seed: number, stream: number, count: number, deviation: number): Float32Array => {
  const values = new Float32Array(count)
  let filled = 0
  // A pair of words gives a pair of numbers with probability π/4.
  for (let drawn = Math.ceil(count / 2) * 3 + 64; filled < count; drawn *= 2) {
    const words = philoxWords(seed, stream, drawn)
    filled = 0
    for (let i = 0; i + 1 < drawn && filled < count; i += 2) {
      const x = (words[i]! + 0.5) / 2147483648 - 1
      const y = (words[i + 1]! + 0.5) / 2147483648 - 1
      const square = x * x + y * y
      if (square >= 1) continue
      const scale = deviation * Math.sqrt((-2 * Math.log(square)) / square)
      values[filled++] = x * scale
      if (filled < count) values[filled++] = y * scale
    }
  }
  return values
}
