import { createHash } from 'node:crypto'
import type { Problems, Weights } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { headVariable } from '../../graph/program.js'
import { type Filled, fillFolder, type WriteFile } from '../../sources/atomicWrite.js'
import { safetensorsOf } from '../../sources/safetensorsWrite.js'
import { overflowed } from '../../train/diverged.js'
import { allFinite } from '../../train/notFinite.js'
import type { StepperState } from '../../train/stepper.js'
import { tensorHash } from '../folder/tensorHashes.js'
import { type CheckpointFile, writtenCheckpoint } from './checkpointFile.js'

export const weightsName = 'weights.safetensors'
export const momentsName = 'moments.safetensors'

/**
 * Fills a checkpoint's folder. Nothing could go on from numbers that are not finite: of those there is none. Each tensor is read, written and
 * freed before the next one, so a copy of the whole model is never made; the state may be moved on before the folder is settled.
 */
export const writeCheckpoint = (
  folder: string,
  { weights, head, moments, own }: StepperState,
  told: Omit<CheckpointFile, 'files' | 'ownSteps'>,
): Promise<Either<Problems, Filled<void>>> =>
  fillFolder(folder, async file => {
    const spoiled: string[] = []
    const named = Object.fromEntries(Object.entries(head).map(([name, tensor]) => [headVariable(name), tensor]))
    const files = {
      [weightsName]: await written(file, weightsName, { ...weights, ...named }, spoiled),
      [momentsName]: await written(file, momentsName, moments, spoiled),
    }
    if (spoiled.length > 0) return left([overflowed(told.step, spoiled)])
    await file('checkpoint.json', writtenCheckpoint({ ...told, ownSteps: own, files }))
    return right(undefined)
  })

/** `spoiled` takes the names of tensors that are not finite. */
const written = async (
  file: WriteFile,
  name: string,
  tensors: Weights,
  spoiled: string[],
): Promise<CheckpointFile['files'][string]> => {
  const hash = createHash('sha256')
  const hashes: Record<string, string> = {}
  let bytes = 0
  const reading: string[] = []
  const toCome = Object.entries(tensors).map(
    ([name, tensor]) =>
      [
        name,
        {
          shape: tensor.shape,
          dtype: 'F32',
          values: () => {
            const values = tensor.dataSync<'float32'>()
            tensor.dispose()
            reading.push(name)
            if (!allFinite(values)) spoiled.push(name)
            return values
          },
        },
      ] as const,
  )
  await file(name, safetensorsOf(new Map(toCome)), async chunk => {
    const of = reading.pop() // the header comes before any of them
    const hashing = of === undefined || typeof chunk === 'string' ? undefined : tensorHash(chunk)
    hash.update(chunk)
    bytes += Buffer.byteLength(chunk)
    if (of !== undefined) hashes[of] = (await hashing)!
  })
  return { bytes, sha256: hash.digest('hex'), tensors: hashes }
}
