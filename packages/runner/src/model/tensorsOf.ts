import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Tensors } from '../sources/safetensors.js'

/** Stored numbers as tensors of the current engine; the caller disposes of them. */
export const toWeights = (tensors: Tensors): Weights =>
  Object.fromEntries([...tensors].map(([name, { values, shape }]) => [name, tf.tensor(values, [...shape], 'float32')]))

/** Tensors read back as numbers, in the order of their names in `weights`. */
export const toStored = async (weights: Weights): Promise<Tensors> => {
  const read = Object.entries(weights).map(
    async ([name, tensor]) =>
      [name, { shape: tensor.shape, dtype: 'F32' as const, values: await tensor.data<'float32'>() }] as const,
  )
  return new Map(await Promise.all(read))
}
