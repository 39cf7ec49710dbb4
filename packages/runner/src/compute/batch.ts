import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import type { ToldTexts } from '../encode/told.js'

/**
 * Rows as tensors: the texts of all columns that an encoder has in one list, column after column, and the labels of each role, `[rows]` or
 * `[rows, length]`, with what is drawn for the step, `[length]`.
 */
export interface Batch {
  /** The data set whose loss reads it, where there are several. */
  readonly task?: string | undefined
  readonly rows: number
  readonly texts: PackedTexts
  /** Those of the last columns in a list of their own, where another encoder has them. */
  readonly beside?: PackedTexts | undefined
  readonly textColumns: readonly string[]
  readonly labels: Readonly<Record<string, tf.Tensor>>
  /** The texts that a decoder tells again, where a loss asks for it. */
  readonly told?: ToldTexts | undefined
  readonly truncated: number
  /** Tokens and padding when the texts of each column are padded to its longest, as the reference does. */
  readonly padded: number
  /** The same rows in batches of fewer, where they are embedded one after the other. */
  readonly parts?: readonly Batch[]
}

/** Frees the tensors of batches. */
export const dispose = (batches: readonly Batch[]): void =>
  tf.dispose(
    batches
      .flatMap(({ parts = [], ...batch }) => [batch, ...parts])
      .map(({ texts, beside, labels, told }) => [texts, beside, labels, told]) as object as tf.TensorContainer,
  )
