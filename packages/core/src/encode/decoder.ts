import type * as tf from '@tensorflow/tfjs-core'
import type { DecoderInput } from './architecture.js'
import type { Dropout } from './dropout.js'
import type { Weights } from './weights.js'

/** A decoder with its configuration; it shares the encoder's weights and has some of its own. */
export interface Decoder {
  readonly parameters: Readonly<Record<string, readonly number[]>>
  /** −ln p of each next token, [tokens]. */
  readonly surprise: (weights: Weights, own: Weights, input: DecoderInput, dropout: Dropout) => tf.Tensor1D
}
