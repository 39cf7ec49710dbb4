import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/** The encoder's tensors and the loss's own, by name. */
export interface Parameters {
  readonly weights: Weights
  readonly head: Weights
}

export const disposeParameters = ({ weights, head }: Parameters): void =>
  tf.dispose([...Object.values(weights), ...Object.values(head)])
