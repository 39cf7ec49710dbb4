import type { Problems } from '@siamese/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Bytes, writeAtomically } from './atomicWrite.js'
import type { Tensors } from './safetensors.js'
import { byteSizes, bytesOf, type Dtype, dtypeOf, type Numbers } from './safetensorsNumbers.js'

/** A tensor to be written; its array says the number format. */
export interface TensorToWrite {
  readonly shape: readonly number[]
  readonly values: Numbers
}

export type TensorsToWrite = ReadonlyMap<string, TensorToWrite>

/** Writes one file whole or not at all. */
export const writeSafetensors = (path: string, tensors: TensorsToWrite): TaskEither<Problems, void> =>
  writeAtomically(path, safetensorsBytes(tensors))

/** Tensors that were read, in the number format they had if that was whole numbers; else as 32-bit floats. */
export const withStoredNumbers = (tensors: Tensors): TensorsToWrite =>
  new Map([...tensors].map(([name, { shape, dtype, values }]) => [name, { shape, values: asWhole(dtype, values) }]))

const asWhole = (dtype: Dtype, values: Float32Array): Numbers => {
  if (dtype === 'I64') return BigInt64Array.from(values, BigInt)
  if (dtype === 'I32') return Int32Array.from(values)
  return dtype === 'U8' || dtype === 'BOOL' ? Uint8Array.from(values) : values
}

/** The bytes of a safetensors file: the header padded to a multiple of 8, then widest numbers first, so that all lie aligned. */
export const safetensorsBytes = (tensors: TensorsToWrite): Generator<Bytes> =>
  safetensorsOf(
    new Map(
      [...tensors].map(([name, { shape, values }]) => [name, { shape, dtype: dtypeOf(values), values: () => values }]),
    ),
  )

/** A tensor whose numbers are asked for when their turn comes, and may be forgotten then. */
export interface TensorToCome {
  readonly shape: readonly number[]
  readonly dtype: Dtype
  readonly values: () => Numbers
}
export function* safetensorsOf(tensors: ReadonlyMap<string, TensorToCome>): Generator<Bytes> {
  const placed = [...tensors].map(([name, tensor]) => ({ name, ...tensor }))
  placed.sort((a, b) => byteSizes[b.dtype] - byteSizes[a.dtype])
  const header: Record<string, unknown> = Object.create(null)
  header.__metadata__ = { format: 'pt' }
  let end = 0
  for (const { name, dtype, shape } of placed) {
    if (name === '__metadata__') throw new Error(`internal: a tensor is called ${name}`)
    const bytes = byteSizes[dtype] * sizeOf(shape)
    header[name] = { dtype, shape, data_offsets: [end, end + bytes] }
    end += bytes
  }
  const text = Buffer.from(JSON.stringify(header))
  const padded = Math.ceil(text.byteLength / 8) * 8
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(padded), true)
  yield length
  yield text
  yield ' '.repeat(padded - text.byteLength)
  for (const { name, shape, values } of placed) {
    const numbers = values()
    if (sizeOf(shape) !== numbers.length)
      throw new Error(`internal: tensor ${name} of shape [${shape}] has ${numbers.length} values`)
    yield bytesOf(numbers)
  }
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1)
