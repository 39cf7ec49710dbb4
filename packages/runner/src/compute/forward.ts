import type { Route } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import type { Batch } from './batch.js'

/** What a model computes with its parameters as they are now, dropout off; whoever asks disposes of the answer. */
export interface Forward {
  /** Sentence embeddings, `[sentences, width]`, of texts in one group, by a route or as usual; two batches at a time are faster. */
  readonly embed: (one: PackedTexts, other?: PackedTexts, route?: Route) => tf.Tensor2D[]
  /** The loss of each row, or of the batch where rows interact. */
  readonly losses: (batch: Batch) => tf.Tensor
  /** The class of each row, `[rows]`. */
  readonly predictions: (batch: Batch) => tf.Tensor1D
}
