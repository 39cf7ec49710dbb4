import type * as tf from '@tensorflow/tfjs-core'

/** Tensors by name, as in the Hugging Face state dict of the base model, save for those held side by side. */
export type Weights = Readonly<Record<string, tf.Tensor>>

/** The weights below one name: `within(weights, 'encoder.layer.0.')('output.dense.bias')`. */
export const within =
  (weights: Weights, prefix: string) =>
  (name: string): tf.Tensor => {
    const tensor = weights[prefix + name]
    if (!tensor) throw new Error(`internal: the encoder was given no weight ${prefix}${name}`)
    return tensor
  }

/** Weights by their names below one name. */
export type Named = ReturnType<typeof within>
