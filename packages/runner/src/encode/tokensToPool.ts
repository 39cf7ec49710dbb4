import type { Dropout, EncodedTokens, MapsTokens, TokenVectors, Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { inStage, uncomputable } from '../graph/inStage.js'
import { ownWeights, type Placed, type Way } from './placed.js'
import type { SpreadTexts } from './spread.js'

/** What a pooling sees of texts: token embeddings `[sentences, length, hidden]` through the stages that stand between both. */
export const tokensToPool = (
  { tokenModules }: Pick<Way, 'tokenModules'>,
  weights: Weights,
  { mask, prompts, tokens, ids, layers }: SpreadTexts,
  dropout: Dropout,
): TokenVectors => {
  if (tokenModules.length === 0) return { tokens: tokens(), mask, prompts }
  const encoded: EncodedTokens = { tokens: tokens(), mask, prompts, ids: ids(), layers }
  let input = encoded
  for (const module of tokenModules) input = { ...input, ...through(module, input, weights, dropout) }
  return input
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
        `${stage} gives the shape [${shape}] where [sentences, length] is [${sentences}, ${length}]; its width is ${to}: give [sentences, length, width]`,
        false,
      )
    return { ...made, tokens: tf.mul<tf.Tensor3D>(made.tokens, tf.expandDims(input.mask, 2)) }
  })
}
