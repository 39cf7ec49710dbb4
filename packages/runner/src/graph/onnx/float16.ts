/** Numbers as the bytes of IEEE 754 half precision, rounded to the nearest, of two equally near the even one; beyond ±65504 infinite. */
export const float16 = (values: Float32Array): Uint8Array => {
  const halves = new Uint16Array(values.length)
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  for (let i = 0; i < halves.length; i++) halves[i] = halfOf(bits[i]!)
  return new Uint8Array(halves.buffer)
}

const halfOf = (bits: number): number => {
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  const fraction = bits & 0x7fffff
  if (exponent === 255) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200)
  const at = exponent - 112
  if (at >= 31) return sign | 0x7c00
  // What is carried out of the fraction goes up into the exponent.
  if (at > 0) return sign | nearest((at << 23) | fraction, 13)
  return at < -10 ? sign : sign | nearest(fraction | 0x800000, 14 - at)
}

/** ⌊bits / 2ⁿ⌉, half to even. */
const nearest = (bits: number, n: number): number => {
  const [low, half] = [bits & ((1 << n) - 1), 1 << (n - 1)]
  const kept = bits >>> n
  return low > half || (low === half && (kept & 1) === 1) ? kept + 1 : kept
}
