import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'

/** Rows as tensors: the texts of all roles in one list, role after role, and the labels of each role. */
export interface Batch {
  readonly rows: number
  readonly texts: PackedTexts
  readonly textRoles: readonly string[]
  readonly labels: Readonly<Record<string, tf.Tensor1D>>
  readonly truncated: number
}

/** Frees the tensors of batches. */
export const dispose = (batches: readonly Batch[]): void =>
  tf.dispose(batches.map(({ texts, labels }) => [texts, labels]) as object as tf.TensorContainer)
