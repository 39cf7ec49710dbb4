import type { Dropout, Encoder, Tokenizer, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { inStage, uncomputable } from '../graph/inStage.js'
import type { PackedTexts } from './pack.js'
import { type AfterEncoder, ownWeights, type Placed } from './placed.js'
import { type EncoderOutputs, tokensToPool } from './tokensToPool.js'

/** Everything about an encoder of sentences but its weights: text to tokens, tokens to vectors, vectors to one vector. */
export interface SentenceEncoder extends AfterEncoder {
  readonly encoder: Encoder
  readonly tokenizer: Tokenizer
  readonly maxLength: number
  readonly width: number
}

/** Packed texts to sentence embeddings `[sentences, width]`, by tfjs-core operations alone. */
export const embed = (
  sentenceEncoder: SentenceEncoder,
  weights: Weights,
  texts: PackedTexts,
  dropout: Dropout,
): tf.Tensor2D => {
  const { encoder, tokenModules } = sentenceEncoder
  const layers = inStage('encode', () =>
    tokenModules.length === 0 ? [encoder.encode(weights, texts, dropout)] : encoder.layers(weights, texts, dropout),
  )
  return afterEncoder(sentenceEncoder, weights, texts, { rows: layers.at(-1)!, layers }, dropout)
}

/** What the encoder gives through the stages after it. */
export const afterEncoder = (
  sentenceEncoder: SentenceEncoder,
  weights: Weights,
  texts: PackedTexts,
  outputs: EncoderOutputs,
  dropout: Dropout,
): tf.Tensor2D => {
  const { pooling, modules } = sentenceEncoder
  const vectors = tokensToPool(sentenceEncoder, weights, texts, outputs, dropout)
  return modules.reduce(
    (embeddings, module) =>
      through(module, embeddings.shape[0], () =>
        module.does.apply(embeddings, module.settings, ownWeights(module, weights), dropout),
      ),
    through(pooling, texts.mask.shape[0], () => pooling.does.apply(vectors, pooling.settings)),
  )
}

/** A stage's vectors, as many and as wide as its rule says. */
const through = ({ stage, to }: Placed, sentences: number, work: () => tf.Tensor2D): tf.Tensor2D => {
  const made = inStage(stage, work)
  if (made.rank === 2 && made.shape[0] === sentences && made.shape[1] === to) return made
  throw uncomputable(
    `${stage} gives the shape [${made.shape}] for ${sentences} sentences; its width is ${to}: give [sentences, width]`,
    false,
  )
}
