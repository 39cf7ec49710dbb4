import { noDropout, type Route } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import { embed, type SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { PlannedLoss } from '../plan.js'
import type { Forward } from './forward.js'
import { lossFor, lossOf, predictionsOf } from './objective.js'
import type { Parameters } from './parameters.js'

/** Computes operation by operation, on every engine. */
export const eagerForward = (
  sentenceEncoder: SentenceEncoder,
  losses: readonly PlannedLoss[],
  parameters: () => Parameters,
): Forward => {
  const embedOne = (texts: PackedTexts, route?: Route) =>
    tf.tidy(() => embed(sentenceEncoder, parameters().weights, texts, noDropout, route))
  return {
    embed: (one, other, route) => (other === undefined ? [one] : [one, other]).map(texts => embedOne(texts, route)),
    losses: batch =>
      tf.tidy(() => {
        const { weights, head } = parameters()
        return lossOf(sentenceEncoder, lossFor(losses, batch), weights, head, batch, noDropout).value
      }),
    predictions: batch =>
      tf.tidy(() => {
        const { weights, head } = parameters()
        return predictionsOf(sentenceEncoder, lossFor(losses, batch), weights, head, batch)
      }),
  }
}
