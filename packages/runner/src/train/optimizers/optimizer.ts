import type { Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { GraphOptimizer } from '../../graph/optimizer.js'

/** How gradients move parameters: recorded in a graph, and operation by operation. */
export interface Optimizer extends GraphOptimizer {
  /** What a graph is fed for step t, which counts from 1. */
  readonly feeds: (at: StepTime, weightDecay: number) => Readonly<Record<string, number>>
  /** Moves one parameter; whoever asks disposes of what is given back, and of what was given. */
  readonly move: (moved: Moved, gradient: tf.Tensor, at: StepTime, weightDecay: number) => Moved
}
export interface StepTime {
  readonly rate: number
  readonly t: number
}
/** A parameter with what is kept beside it; no interface, so that tfjs can look into it. */
export type Moved = {
  readonly weight: tf.Tensor
  readonly state: Weights
}
