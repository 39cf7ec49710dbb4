import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { isLeft } from 'fp-ts/lib/Either.js'
import { disposeParameters } from '../../compute/parameters.js'
import { headVariable } from '../../graph/program.js'
import { readSafetensorsHeader } from '../../sources/safetensors.js'
import type { Stepper } from '../../train/stepper.js'

export type TensorHashes = Readonly<Record<string, string>>

/** Enough of a sha256 to tell tensors apart. */
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

/** A hash of every parameter, under the names that checkpoints have. */
export const hashesOfParameters = ({ parameters }: Pick<Stepper, 'parameters'>): TensorHashes => {
  const now = parameters()
  const named = {
    ...now.weights,
    ...Object.fromEntries(Object.entries(now.head).map(([name, each]) => [headVariable(name), each])),
  }
  const hashes = Object.fromEntries(
    Object.entries(named).map(([name, tensor]) => {
      const { buffer, byteOffset, byteLength } = tensor.dataSync<'float32'>()
      return [name, hashOf(new Uint8Array(buffer, byteOffset, byteLength))]
    }),
  )
  disposeParameters(now)
  return hashes
}

/** A hash of every tensor of a safetensors file, read one by one; nothing where the file cannot be read. */
export const hashesOfFile = async (path: string): Promise<TensorHashes> => {
  const entries = await readSafetensorsHeader(path)()
  if (isLeft(entries)) return {}
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(8)
    await file.read(head, 0, 8, 0)
    const start = 8 + Number(head.readBigUInt64LE())
    const hashes: Record<string, string> = {}
    for (const { name, begin, end } of entries.right) {
      const bytes = Buffer.alloc(end - begin)
      await file.read(bytes, 0, bytes.length, start + begin)
      hashes[name] = hashOf(bytes)
    }
    return hashes
  } finally {
    await file.close()
  }
}
