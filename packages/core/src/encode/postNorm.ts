import { tf } from '../../tensors.cjs'
import { type Activation, activations } from './activation.js'
import type { Attention } from './attention.js'
import type { Dropout } from './dropout.js'
import { layerNorm } from './layerNorm.js'
import { linear } from './linear.js'
import type { Named } from './weights.js'

/** How a checkpoint calls the parts of a layer. */
export interface LayerNames {
  readonly query: string
  readonly key: string
  readonly value: string
  /** The three of them side by side. */
  readonly projected: string
  /** What mixes the heads. */
  readonly mixed: string
  readonly mixedNorm: string
  readonly widened: string
  readonly narrowed: string
  readonly outputNorm: string
}

/** What a layer has besides its weights. */
export interface PostNorm {
  readonly names: LayerNames
  readonly activation: Activation
  readonly epsilon: number
  /** Shares that training drops: of the weights of attention, and of what attention and the feed-forward part add. */
  readonly dropout: { readonly attention: number; readonly mixed: number; readonly output: number }
}

/** y = norm(x + attention(x)), then norm(y + feed-forward(y)): the layer as it was first described. Vaswani et al. 2017, fig. 1. */
export const postNorm = (
  layer: PostNorm,
  weight: Named,
  x: tf.Tensor2D,
  attend: Attention,
  dropout: Dropout,
): tf.Tensor2D => fedForward(layer, weight, selfAttended(layer, weight, x, attend, dropout), dropout)

/** norm(x + attention(x)) */
export const selfAttended = (
  { names, epsilon, dropout: rates }: PostNorm,
  weight: Named,
  x: tf.Tensor2D,
  attend: Attention,
  dropout: Dropout,
): tf.Tensor2D => {
  const attended = tf.tidy(() => attend(dense(weight, names.projected, x), share => dropout(share, rates.attention)))
  const mixed = dropout(dense(weight, names.mixed, attended), rates.mixed)
  return norm(weight, names.mixedNorm, tf.add<tf.Tensor2D>(mixed, x), epsilon)
}

/** norm(y + feed-forward(y)) */
export const fedForward = (
  { names, activation, epsilon, dropout: rates }: PostNorm,
  weight: Named,
  y: tf.Tensor2D,
  dropout: Dropout,
): tf.Tensor2D => {
  const widened = activations[activation](dense(weight, names.widened, y))
  const narrowed = dropout(dense(weight, names.narrowed, widened), rates.output)
  return norm(weight, names.outputNorm, tf.add<tf.Tensor2D>(narrowed, y), epsilon)
}

/** A linear layer by its name. */
export const dense = (weight: Named, name: string, x: tf.Tensor2D): tf.Tensor2D =>
  linear(x, weight(`${name}.weight`), weight(`${name}.bias`))

/** A layer norm by its name. */
export const norm = (weight: Named, name: string, x: tf.Tensor2D, epsilon: number): tf.Tensor2D =>
  layerNorm(x, weight(`${name}.weight`), weight(`${name}.bias`), epsilon)
