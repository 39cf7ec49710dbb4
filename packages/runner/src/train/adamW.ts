import * as tf from '@tensorflow/tfjs-core'

export interface AdamW {
  readonly weightDecay: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}
/** A parameter with the running means of its gradient and of its square. */
export interface Moments {
  readonly weight: tf.Tensor
  readonly first: tf.Tensor
  readonly second: tf.Tensor
}

/** Parameters that decay leaves alone: biases and norms, by name. Source: transformers' Trainer.get_decay_parameter_names. */
export const decays = (name: string): boolean => !/bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.)/i.test(name)

/**
 * One step t (from 1) at rate η: w ← w(1 − ηλ); m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
 * w ← w − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). Loshchilov & Hutter 2019, as torch.optim.AdamW computes it.
 */
export const adamW = (
  { weight, first, second }: Moments,
  gradient: tf.Tensor,
  { beta1, beta2, epsilon }: AdamW,
  decay: number,
  rate: number,
  t: number,
): Moments =>
  tf.tidy(() => {
    const m = tf.add(first, tf.mul(tf.sub(gradient, first), 1 - beta1))
    const v = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2))
    const root = tf.add(tf.div(tf.sqrt(v), Math.sqrt(1 - beta2 ** t)), epsilon)
    const decayed = decay === 0 ? weight : tf.mul(weight, 1 - rate * decay)
    const moved = tf.sub(decayed, tf.mul(tf.div(m, root), rate / (1 - beta1 ** t)))
    return { weight: moved, first: m, second: v }
  })
