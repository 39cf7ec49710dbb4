import type { Dropout, Encoder, EncoderInput, Maps, Pools, Tokenizer, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Planned } from '../plan.js'

/** Everything about an encoder of sentences but its weights: text to tokens, tokens to vectors, vectors to one vector. */
export interface SentenceEncoder {
  readonly encoder: Encoder
  readonly tokenizer: Tokenizer
  readonly maxLength: number
  readonly width: number
  readonly pooling: Planned<Pools>
  readonly modules: readonly Planned<Maps>[]
}

/** Token ids and mask `[sentences, length]` to sentence embeddings `[sentences, width]`, by tfjs-core operations alone. */
export const embed = (
  { encoder, pooling, modules }: SentenceEncoder,
  weights: Weights,
  input: EncoderInput,
  dropout: Dropout,
): tf.Tensor2D =>
  modules.reduce(
    (embeddings, { does, settings }) => does.apply(embeddings, settings),
    pooling.does.apply({ tokens: encoder.encode(weights, input, dropout), mask: input.mask }, pooling.settings),
  )
