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
  { names, activation, epsilon, dropout: rates }: PostNorm,
  weight: Named,
  x: tf.Tensor2D,
  attend: Attention,
  dropout: Dropout,
): tf.Tensor2D => {
  const dense = (name: string, y: tf.Tensor2D) => linear(y, weight(`${name}.weight`), weight(`${name}.bias`))
  const normed = (name: string, added: tf.Tensor2D, rate: number, residual: tf.Tensor2D) =>
    norm(weight, name, tf.add<tf.Tensor2D>(dropout(added, rate), residual), epsilon)
  const attended = tf.tidy(() => attend(dense(names.projected, x), share => dropout(share, rates.attention)))
  const y = normed(names.mixedNorm, dense(names.mixed, attended), rates.mixed, x)
  const widened = activations[activation](dense(names.widened, y))
  return normed(names.outputNorm, dense(names.narrowed, widened), rates.output, y)
}

/** A layer norm by its name. */
export const norm = (weight: Named, name: string, x: tf.Tensor2D, epsilon: number): tf.Tensor2D =>
  layerNorm(x, weight(`${name}.weight`), weight(`${name}.bias`), epsilon)
