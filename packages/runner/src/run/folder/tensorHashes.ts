import { createHash, webcrypto } from 'node:crypto'
import { disposeParameters } from '../../compute/parameters.js'
import { headVariables } from '../../graph/program.js'
import type { Stepper } from '../../train/stepper.js'

export type TensorHashes = Readonly<Record<string, string>>

/** Enough of a sha256 to tell tensors apart. */
const shortened = (hash: string): string => hash.slice(0, 16)
const hashOf = (bytes: Uint8Array): string => shortened(createHash('sha256').update(bytes).digest('hex'))

/** The same, beside this thread. */
export const tensorHash = async (bytes: Uint8Array): Promise<string> =>
  shortened(Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex'))

/** A hash of every parameter, under the names that checkpoints have. */
export const hashesOfParameters = ({ parameters }: Pick<Stepper, 'parameters'>): TensorHashes => {
  const now = parameters()
  const named = {
    ...now.weights,
    ...headVariables(now.head),
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
