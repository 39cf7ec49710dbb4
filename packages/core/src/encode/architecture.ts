import type * as tf from '@tensorflow/tfjs-core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Problems } from '../problem.js'
import type { Dropout } from './dropout.js'
import type { Grid } from './grid.js'
import type { Weights } from './weights.js'

/** A batch of sentences as one list of their tokens: no padding. Every sentence has a token. */
export interface EncoderInput {
  /** int32 [tokens]: the row of each token in the tables of embeddings. */
  readonly ids: tf.Tensor1D
  /** int32 [tokens]: what the tokenizer calls each token. It is the row, too, unless training holds the rows in use apart. */
  readonly tokens: tf.Tensor1D
  /** int32 [tokens]: the place of each token in its sentence, from 0. */
  readonly positions: tf.Tensor1D
  /** Sentences of similar length, `[sentences, length]` each; their tokens follow each other in the list. For `attention`. */
  readonly groups: readonly Grid[]
}

/** Texts without their last token each, with what a decoder tells them from. */
export interface DecoderInput extends EncoderInput {
  /** int32 [tokens]: the token that follows each. */
  readonly next: tf.Tensor1D
  /** int32 [tokens]: the row of `vectors` that each token's text is told from. */
  readonly owners: tf.Tensor1D
  /** [texts, hidden] */
  readonly vectors: tf.Tensor2D
}

/** The sizes that a pipeline's types and plans know of an encoder. */
export interface EncoderFacts {
  readonly hidden: number
  readonly layers: number
  /** The longest input in tokens, special tokens included. */
  readonly positions: number
  readonly vocabulary: number
}

/** Shares of values that training drops: after linear layers and embeddings, and in the attention weights. */
export interface DropoutRates {
  readonly hidden: number
  readonly attention: number
}

/** How fresh weights are drawn: matrices from normal(0, deviation), some from narrower ones; the rows of padding ids stay zero. */
export interface FreshWeights {
  readonly deviation: number
  readonly deviations?: Readonly<Record<string, number>>
  readonly zeroRows: Readonly<Record<string, number>>
}

/**
 * Parameters that `layers` wants as one, by its name, one below the other along the first axis: one product instead of
 * several. Files have them one by one; `parameters`, fresh weights and what a checkpoint holds go by the names of files.
 */
export type SideBySide = Readonly<Record<string, readonly string[]>>

/** A kind of encoder: how its configuration is read, which weights it has, and what it computes. */
export interface Architecture<C> {
  /** `model_type` in config.json. */
  readonly name: string
  readonly config: (json: unknown) => Either<Problems, C>
  readonly facts: (config: C) => EncoderFacts
  readonly dropout: (config: C) => DropoutRates
  readonly withDropout: (config: C, rates: Partial<DropoutRates>) => C
  /** Shapes by name, as in the Hugging Face state dict of the base model: 'embeddings.word_embeddings.weight' … */
  readonly parameters: (config: C) => Readonly<Record<string, readonly number[]>>
  readonly sideBySide: (config: C) => SideBySide
  /** Parameters of which a batch reads only the rows of its token ids; training moves only the rows that its texts have. */
  readonly tables: readonly string[]
  /** Tensors that a checkpoint may hold and the encoder does not use; a name that ends in a dot stands for all below it. */
  readonly ignored: readonly string[]
  /** Parameters that stay as they are, whatever a pipeline says; none where it is left out. */
  readonly frozen?: (config: C) => readonly string[]
  readonly fresh: (config: C) => FreshWeights
  /**
   * What config.json says of the same encoder without the layers above so many, so that its last output is theirs; `num_hidden_layers`
   * where nothing else is written here. A sentence says why there is no such encoder.
   */
  readonly cut?: (config: C, layers: number) => Readonly<Record<string, number>> | string
  /**
   * The output of the embeddings and of every layer, each [tokens, hidden], as Hugging Face counts its hidden states: the last
   * are the token embeddings. The weights are held as `sideBySide` says.
   */
  readonly layers: (config: C, weights: Weights, input: EncoderInput, dropout: Dropout) => readonly tf.Tensor2D[]
  /** The decoder that tells a text again from one vector, where there is one here. */
  readonly decoder?: {
    /** Shapes of what it does not share with the encoder, by name, as in the state dict of the causal language model. */
    readonly parameters: (config: C) => Readonly<Record<string, readonly number[]>>
    /** −ln p of each next token, [tokens]. */
    readonly surprise: (config: C, weights: Weights, own: Weights, input: DecoderInput, dropout: Dropout) => tf.Tensor1D
  }
}
