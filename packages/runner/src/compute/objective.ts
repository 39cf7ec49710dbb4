import { type Dropout, type Loses, noDropout, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { embed, type SentenceEncoder } from '../encode/sentenceEncoder.js'
import { inStage, uncomputable } from '../graph/inStage.js'
import type { Planned } from '../plan.js'
import type { Batch } from './batch.js'

/** Sentence embeddings of a batch by role, with its labels beside them: what a loss sees. */
const byRole = (
  sentenceEncoder: SentenceEncoder,
  weights: Weights,
  { rows, texts, textRoles, labels }: Batch,
  dropout: Dropout,
): Weights => {
  const embeddings = embed(sentenceEncoder, weights, texts, dropout)
  const width = embeddings.shape[1]
  const parts = textRoles.map((role, i) => [role, tf.slice(embeddings, [i * rows, 0], [rows, width])] as const)
  return { ...Object.fromEntries(parts), ...labels }
}

/** The loss of each row of a batch, or of the batch where rows interact. */
export const lossOf = (
  sentenceEncoder: SentenceEncoder,
  { does, settings, stage }: Planned<Loses>,
  weights: Weights,
  head: Weights,
  batch: Batch,
  dropout: Dropout,
): tf.Tensor => {
  const inputs = byRole(sentenceEncoder, weights, batch, dropout)
  const value = inStage(stage, () => does.apply(inputs, settings, head))
  if (value.rank > 1 || (value.rank === 1 && value.shape[0] !== batch.rows))
    throw uncomputable(
      `${stage} gives the shape [${value.shape}] for ${batch.rows} rows: a loss gives one value a row, or one for the batch`,
      false,
    )
  return value
}

/** The class of each row by the loss's own head. */
export const predictionsOf = (
  sentenceEncoder: SentenceEncoder,
  { does, settings, stage }: Planned<Loses>,
  weights: Weights,
  head: Weights,
  batch: Batch,
): tf.Tensor1D => {
  const inputs = byRole(sentenceEncoder, weights, batch, noDropout)
  return inStage(stage, () => tf.argMax<tf.Tensor1D>(does.predict!(inputs, settings, head), 1))
}
