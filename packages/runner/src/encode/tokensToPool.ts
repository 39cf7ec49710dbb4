import {
  type Dropout,
  type EncodedTokens,
  type MapsTokens,
  type TokenVectors,
  toGrid,
  type Weights,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { inStage, uncomputable } from '../graph/inStage.js'
import type { PackedTexts } from './pack.js'
import { ownWeights, type Placed } from './placed.js'
import type { SentenceEncoder } from './sentenceEncoder.js'

/** What a pooling sees of packed texts: token embeddings `[tokens, hidden]` through the stages that stand between both. */
export const tokensToPool = (
  { tokenModules }: Pick<SentenceEncoder, 'tokenModules'>,
  weights: Weights,
  texts: PackedTexts,
  { rows, layers }: EncoderOutputs,
  dropout: Dropout,
): TokenVectors => {
  const { mask, prompts, sentences } = texts
  const spread = (rows: tf.Tensor2D) => toGrid(rows, sentences) as tf.Tensor3D
  if (tokenModules.length === 0) return { tokens: spread(rows), mask, prompts }
  const named = tf.concat([texts.tokens, tf.zeros<tf.Rank.R1>([1], 'int32')])
  const encoded: EncodedTokens = {
    tokens: spread(rows),
    mask,
    prompts,
    ids: tf.gather(named as tf.Tensor, sentences.rows as tf.Tensor2D) as tf.Tensor2D,
    layers: () => layers.map(spread),
  }
  let input = encoded
  for (const module of tokenModules) input = { ...input, ...through(module, input, weights, dropout) }
  return input
}

/** Token embeddings `[tokens, hidden]`, and what the embeddings and every layer give: those are read by stages over tokens alone. */
export interface EncoderOutputs {
  readonly rows: tf.Tensor2D
  readonly layers: readonly tf.Tensor2D[]
}

/** A stage's token vectors, as many and as wide as its rule says, and zero where there is padding. */
const through = (module: Placed<MapsTokens>, input: EncodedTokens, weights: Weights, dropout: Dropout) => {
  const { stage, does, settings, to } = module
  return inStage(stage, () => {
    const made = does.apply(input, settings, ownWeights(module, weights), dropout)
    const [sentences, length] = input.mask.shape
    const { shape } = made.tokens
    if (shape.length !== 3 || shape[0] !== sentences || shape[1] !== length || shape[2] !== to)
      throw uncomputable(
        `${stage} gives the shape [${shape}] for ${sentences} sentences of ${length} tokens; its width is ${to}: give [sentences, length, width]`,
        false,
      )
    return { ...made, tokens: tf.mul<tf.Tensor3D>(made.tokens, tf.expandDims(input.mask, 2)) }
  })
}
