/** The number formats of safetensors that are read here, with their sizes in bytes. */
export const byteSizes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, U8: 1, BOOL: 1 } as const

export type Dtype = keyof typeof byteSizes

export type Numbers = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array

export const isDtype = (name: unknown): name is Dtype => typeof name === 'string' && Object.hasOwn(byteSizes, name)

/** Weights are numbers with a fraction; the others are positions, counts and masks. */
export const isFraction = (dtype: Dtype): boolean => dtype[0] === 'F' || dtype === 'BF16'

/** Bytes as they lie in the file, little-endian; half precision is widened, for nothing here computes in it. */
export const numbersOf = (dtype: Dtype, bytes: Uint8Array<ArrayBuffer>): Numbers => {
  const { buffer } = bytes
  switch (dtype) {
    case 'F32':
      return new Float32Array(swapped(buffer, 4))
    case 'F64':
      return new Float64Array(swapped(buffer, 8))
    case 'I64':
      return new BigInt64Array(swapped(buffer, 8))
    case 'I32':
      return new Int32Array(swapped(buffer, 4))
    case 'F16':
      return widen(new Uint16Array(swapped(buffer, 2)), half)
    case 'BF16':
      return widen(new Uint16Array(swapped(buffer, 2)), bits => bits << 16)
    case 'U8':
    case 'BOOL':
      return bytes
  }
}

/** The bytes of an array as the format wants them. */
export const bytesOf = (numbers: Numbers): Uint8Array => {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  if (littleEndian || numbers.BYTES_PER_ELEMENT === 1) return bytes
  return new Uint8Array(swapped(bytes.slice().buffer, numbers.BYTES_PER_ELEMENT))
}

export const dtypeOf = (numbers: Numbers): Dtype => {
  if (numbers instanceof Float32Array) return 'F32'
  if (numbers instanceof Float64Array) return 'F64'
  if (numbers instanceof BigInt64Array) return 'I64'
  return numbers instanceof Int32Array ? 'I32' : 'U8'
}

/** As 32-bit floats, which is what all computing is done in. */
export const toFloat32 = (numbers: Numbers): Float32Array => {
  if (numbers instanceof Float32Array) return numbers
  return numbers instanceof BigInt64Array ? Float32Array.from(numbers, Number) : Float32Array.from(numbers)
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

const swapped = (buffer: ArrayBuffer, size: number): ArrayBuffer => {
  if (littleEndian) return buffer
  const bytes = Buffer.from(buffer)
  if (size === 2) bytes.swap16()
  else if (size === 4) bytes.swap32()
  else bytes.swap64()
  return buffer
}

const widen = (halves: Uint16Array, toBits: (half: number) => number): Float32Array => {
  const values = new Float32Array(halves.length)
  const bits = new Uint32Array(values.buffer)
  for (let i = 0; i < halves.length; i++) bits[i] = toBits(halves[i]!)
  return values
}

/** IEEE 754 half precision (sign, 5 bits exponent, 10 bits fraction) as the bits of a 32-bit float. */
const half = (bits: number): number => {
  const sign = (bits & 0x8000) << 16
  const exponent = (bits >> 10) & 31
  const fraction = bits & 0x3ff
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13)
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13)
  if (fraction === 0) return sign
  const shift = Math.clz32(fraction) - 21
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13)
}
