import { tf } from '../../tensors.cjs'
import type { EncoderInput } from './architecture.js'
import { embed } from './embed.js'

/**
 * Rows of a table for tokens: [tokens] → [tokens, width]. Where a text itself has the padding token, nothing is learned of its row:
 * torch's `padding_idx`.
 */
export const embedBesidePadding = (
  table: tf.Tensor,
  rows: tf.Tensor1D,
  { tokens }: Pick<EncoderInput, 'tokens'>,
  padding: number,
): tf.Tensor2D => {
  const learned = tf.cast(tf.notEqual(tokens, tf.scalar(padding, 'int32')), 'float32')
  return tf.customGrad((x, save) => {
    ;(save as tf.GradSaveFunc)([learned])
    return {
      value: tf.clone(x as tf.Tensor),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(dy, tf.expandDims(saved!, 1)),
    }
  })(embed(table, rows)) as tf.Tensor2D
}

/** Rows of a table: [tokens] → [tokens, width]. */
export type Lookup = (table: tf.Tensor, rows: tf.Tensor1D) => tf.Tensor2D

export const besidePadding =
  (input: Pick<EncoderInput, 'tokens'>, padding: number): Lookup =>
  (table, rows) =>
    embedBesidePadding(table, rows, input, padding)
