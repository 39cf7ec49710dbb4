import { join } from 'node:path'
import { readSafetensors } from '../../../src/sources/safetensors.js'
import { weights } from '../../sources/modelFolders.js'
import type { Reader } from '../reader.js'

const file = (header: object, data: number): Uint8Array => {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, Buffer.from(Array.from({ length: data }, (_, i) => (i * 37) % 256))])
}

const several = {
  __metadata__: { format: 'pt' },
  a: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
  'b.c': { dtype: 'F16', shape: [4], data_offsets: [24, 32] },
  d: { dtype: 'BF16', shape: [], data_offsets: [32, 34] },
  e: { dtype: 'I64', shape: [1, 1], data_offsets: [34, 42] },
  f: { dtype: 'F32', shape: [0, 5], data_offsets: [42, 42] },
}

export const safetensors: Reader = {
  name: 'safetensors',
  share: 3,
  seeds: () => [
    { files: { 'w.safetensors': weights({ a: [2, 3], b: [4] }) } },
    { files: { 'w.safetensors': file(several, 42) } },
  ],
  read: folder => readSafetensors(join(folder, 'w.safetensors'))(),
}
