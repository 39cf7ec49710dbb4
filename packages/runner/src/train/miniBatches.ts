import type { TrainSettings } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'

/** The parts of a batch that are embedded one after the other: itself, where it is embedded at once. */
export const partsOf = (batch: Batch): readonly Batch[] => batch.parts ?? [batch]

/** How many parts a batch of so many rows has. */
export const partsIn = (rows: number, { miniBatchSize }: Pick<TrainSettings, 'miniBatchSize'>): number =>
  miniBatchSize === undefined ? 1 : Math.ceil(rows / miniBatchSize)

/** Embeddings of the parts, `[texts · rows, width]` each, as those of the batch: column after column. */
export const joined = (parts: readonly tf.Tensor2D[], texts: number): tf.Tensor2D => {
  const width = parts[0]!.shape[1]
  const byColumn = parts.map(part => tf.reshape(part, [texts, -1, width]))
  return tf.reshape(tf.concat(byColumn, 1), [-1, width])
}

/** What of a batch's embeddings is that of each part, whose rows are counted. */
export const divided = (embeddings: tf.Tensor2D, rows: readonly number[], texts: number): readonly tf.Tensor2D[] => {
  const width = embeddings.shape[1]
  const byColumn = tf.split(tf.reshape(embeddings, [texts, -1, width]), [...rows], 1)
  return byColumn.map(part => tf.reshape<tf.Rank.R2>(part, [-1, width]))
}
