import { tf } from '../../tensors.cjs'

/** What stands below, then the output of each layer, each computed from the one before it. */
export const stack = (
  bottom: () => tf.Tensor2D,
  layers: readonly ((below: tf.Tensor2D) => tf.Tensor2D)[],
): readonly tf.Tensor2D[] => {
  const outputs = [tf.tidy(bottom)]
  for (const [i, layer] of layers.entries()) outputs.push(tf.tidy(() => layer(outputs[i]!)))
  return outputs
}
