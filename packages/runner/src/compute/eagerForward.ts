import { noDropout } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import { embed, type SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { PlannedLoss } from '../plan.js'
import type { Forward } from './forward.js'
import { lossOf, predictionsOf } from './objective.js'
import type { Parameters } from './parameters.js'

/** Computes operation by operation, on every engine. */
export const eagerForward = (
  sentenceEncoder: SentenceEncoder,
  loss: PlannedLoss | undefined,
  parameters: () => Parameters,
): Forward => {
  const embedOne = (texts: PackedTexts) => tf.tidy(() => embed(sentenceEncoder, parameters().weights, texts, noDropout))
  return {
    embed: (one, other) => (other === undefined ? [one] : [one, other]).map(embedOne),
    losses: batch =>
      tf.tidy(() => {
        const { weights, head } = parameters()
        return lossOf(sentenceEncoder, needed(loss), weights, head, batch, noDropout)
      }),
    predictions: batch =>
      tf.tidy(() => {
        const { weights, head } = parameters()
        return predictionsOf(sentenceEncoder, needed(loss), weights, head, batch)
      }),
  }
}

/** A rule of the stages that read it: a loss stands before them. */
const needed = (loss: PlannedLoss | undefined): PlannedLoss => {
  if (loss === undefined) throw new Error('internal: a loss is asked for where the pipeline has none')
  return loss
}
