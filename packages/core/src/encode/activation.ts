import { tf } from '../../tensors.cjs'
import { gelu } from './gelu.js'

/** gelu in its older approximation: ½ · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))). */
const geluByTanh = (x: tf.Tensor2D): tf.Tensor2D => {
  const inner = tf.mul(tf.mul(x, Math.sqrt(2 / Math.PI)), tf.add(tf.mul(tf.square(x), 0.044715), 1))
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1))
}

/** What `hidden_act` may name, as Hugging Face spells it. */
export type Activation = 'gelu' | 'gelu_new' | 'relu'

export const activations: Readonly<Record<Activation, (x: tf.Tensor2D) => tf.Tensor2D>> = {
  gelu,
  gelu_new: geluByTanh,
  relu: x => tf.relu(x),
}
