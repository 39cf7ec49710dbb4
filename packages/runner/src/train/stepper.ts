import type { Dropout, LossValue, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import type { Parameters } from '../compute/parameters.js'
import type { Optimizer } from './optimizers/optimizer.js'

/** What moves parameters, and how much of those that decay is lost. */
export interface MoveRule {
  readonly optimizer: Optimizer
  readonly weightDecay: number
}

/** What an optimizer step does, however it is computed. */
export interface StepRule extends MoveRule {
  readonly clip: number
  readonly seed: number
  /** What share of a step's rate a variable moves by, 0 where it is frozen; 1 for all where it is left out. */
  readonly shareOf?: (variable: string) => number
  /** One value a row, or one for the batch. */
  readonly loss: (weights: Weights, head: Weights, batch: Batch, dropout: Dropout) => LossValue
  /** The same in two, for batches that are embedded in parts. */
  readonly inParts?: {
    readonly embed: (weights: Weights, batch: Batch, dropout: Dropout) => tf.Tensor2D
    readonly value: (embeddings: tf.Tensor2D, head: Weights, batch: Batch) => LossValue
  }
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
  /** Of each batch the means of what its loss is the sum of, by name; none where the loss tells none. */
  readonly parts: readonly Readonly<Record<string, number>>[]
  /** The norm of the model's gradient before clipping; a head's own is not counted. */
  readonly norm: number
  /** Whether the losses and all gradients are; where not, no parameter was moved, and nothing beside it. */
  readonly finite: boolean
}

export interface Rehearsed {
  readonly seconds: number
  readonly finite: boolean
}

export interface StepperState extends Parameters {
  /** What the optimizer keeps beside each parameter that it moves, under the name of its variable: `pooler.dense.weight/first`. */
  readonly moments: Weights
  /** Steps in which each of several tasks had a batch. */
  readonly own: Readonly<Record<string, number>>
}

/** Parameters that are trained, and the way their steps are computed. The loop does not know which way that is. */
export interface Stepper {
  readonly step: (input: StepInput) => StepOutput
  /** A first step of these batches that is taken back. */
  readonly rehearse: (batches: readonly Batch[]) => Rehearsed
  /** The parameters as they are now; whoever asks disposes of them. */
  readonly parameters: () => Parameters
  /** Sets the parameters; those given are taken over. */
  readonly assign: (parameters: Parameters) => void
  /** All that the next step depends on, between two steps; whoever asks disposes of its tensors. */
  readonly state: () => StepperState
  /** Goes on from there; the tensors given are taken over. */
  readonly restore: (state: StepperState) => void
  /** Frees parameters and moments. */
  readonly close: () => void
}
