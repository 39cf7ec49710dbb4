import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problems, Weights } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { disposeParameters, type Parameters } from '../../compute/parameters.js'
import { headVariable } from '../../graph/program.js'
import { toWeights } from '../../model/tensorsOf.js'
import { sha256 } from '../../sources/hash.js'
import { readSafetensors } from '../../sources/safetensors.js'
import type { StepperState } from '../../train/stepper.js'
import { type CheckpointFile, changed } from './checkpointFile.js'
import { checkpointFileOf } from './checkpointFolders.js'
import { momentsName, weightsName } from './writeCheckpoint.js'

/** What a checkpoint says, once every byte of it is known to be as it was written; or what is wrong with it. */
export const verifiedCheckpoint = async (folder: string): Promise<CheckpointFile | string> => {
  const read = await checkpointFileOf(folder)
  if (typeof read === 'string') return read
  for (const name of [weightsName, momentsName]) {
    const path = join(folder, name)
    const expected = read.files[name]
    if (expected === undefined) return `${join(folder, 'checkpoint.json')} does not name ${name}`
    const size = await stat(path).then(
      found => found.size,
      () => undefined,
    )
    if (size === undefined) return `${path} is missing`
    if (size !== expected.bytes) return `${path} has ${size} bytes, and ${expected.bytes} were written`
    const hash = await sha256(path)()
    if (isLeft(hash)) return hash.left[0]!.sentence
    if (hash.right !== expected.sha256) return changed(path)
  }
  return read
}

/** The parameters of a checkpoint; whoever asks disposes of them. */
export const checkpointParameters = async (folder: string): Promise<Either<Problems, Parameters>> => {
  const read = await tensorsOf(join(folder, weightsName))
  if (isLeft(read)) return read
  const before = headVariable('')
  const [weights, head]: [Record<string, Weights[string]>, Record<string, Weights[string]>] = [{}, {}]
  for (const [name, tensor] of Object.entries(read.right))
    if (name.startsWith(before)) head[name.slice(before.length)] = tensor
    else weights[name] = tensor
  return right({ weights, head })
}

/** The stepper's state, as it was; whoever asks disposes of its tensors. */
export const checkpointState = async (
  folder: string,
  { ownSteps }: Pick<CheckpointFile, 'ownSteps'>,
): Promise<Either<Problems, StepperState>> => {
  const parameters = await checkpointParameters(folder)
  if (isLeft(parameters)) return parameters
  const moments = await tensorsOf(join(folder, momentsName))
  if (isLeft(moments)) {
    disposeParameters(parameters.right)
    return moments
  }
  return right({ ...parameters.right, moments: moments.right, own: ownSteps })
}

const tensorsOf = async (path: string): Promise<Either<Problems, Weights>> => {
  const read = await readSafetensors(path)()
  return isLeft(read) ? read : right(toWeights(read.right))
}
