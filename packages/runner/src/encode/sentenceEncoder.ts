import { type Dropout, type Encoder, type Maps, type Pools, type Tokenizer, toGrid, type Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { inStage } from '../graph/inStage.js'
import type { Planned } from '../plan.js'
import type { PackedTexts } from './pack.js'

/** Everything about an encoder of sentences but its weights: text to tokens, tokens to vectors, vectors to one vector. */
export interface SentenceEncoder {
  readonly encoder: Encoder
  readonly tokenizer: Tokenizer
  readonly maxLength: number
  readonly width: number
  readonly pooling: Planned<Pools>
  readonly modules: readonly Planned<Maps>[]
}

/** Packed texts to sentence embeddings `[sentences, width]`, by tfjs-core operations alone. */
export const embed = (
  { encoder, pooling, modules }: SentenceEncoder,
  weights: Weights,
  texts: PackedTexts,
  dropout: Dropout,
): tf.Tensor2D => {
  const rows = inStage('encode', () => encoder.encode(weights, texts, dropout))
  const tokens = toGrid(rows, texts.sentences) as tf.Tensor3D
  return modules.reduce(
    (embeddings, { stage, does, settings }) => inStage(stage, () => does.apply(embeddings, settings)),
    inStage(pooling.stage, () => pooling.does.apply({ tokens, mask: texts.mask }, pooling.settings)),
  )
}
