import type { Dropout, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { AdamW } from './adamW.js'
import type { Batch } from './collate.js'

/** What an optimizer step does, however it is computed. */
export interface StepRule extends AdamW {
  readonly clip: number
  readonly seed: number
  /** One value a row, or one for the batch. */
  readonly loss: (weights: Weights, head: Weights, batch: Batch, dropout: Dropout) => tf.Tensor
}

export interface StepInput {
  /** The batches that make this step together. */
  readonly batches: readonly Batch[]
  readonly rate: number
  /** From 0; dropout and the optimizer's bias correction depend on it. */
  readonly step: number
}
export interface StepOutput {
  /** The mean loss of each batch. */
  readonly losses: readonly number[]
  /** The norm of the model's gradient before clipping; a head's own is not counted. */
  readonly norm: number
}

/** The encoder's tensors and the loss's own, by name. */
export interface Parameters {
  readonly weights: Weights
  readonly head: Weights
}

/** Parameters that are trained, and the way their steps are computed. The loop does not know which way that is. */
export interface Stepper {
  readonly step: (input: StepInput) => StepOutput
  /** The parameters as they are now; whoever asks disposes of them. */
  readonly parameters: () => Parameters
  /** Frees parameters and moments. */
  readonly close: () => void
}
