import { tf } from '../../tensors.cjs'
import { gelu } from './gelu.js'

type Function = (x: tf.Tensor2D) => tf.Tensor2D

/** gelu in its older approximation: ½ · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))). */
const geluByTanh: Function = x => {
  const inner = tf.mul(tf.mul(x, Math.sqrt(2 / Math.PI)), tf.add(tf.mul(tf.square(x), 0.044715), 1))
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1))
}
/** x · σ(x). Elfwing et al. 2017. */
const silu: Function = x => tf.mul(x, tf.sigmoid(x))

/** What `hidden_act` may name, as Hugging Face spells it. Several names are of one function, in more or less exact arithmetic. */
export type Activation =
  | 'gelu'
  | 'gelu_python'
  | 'gelu_new'
  | 'gelu_pytorch_tanh'
  | 'gelu_python_tanh'
  | 'gelu_fast'
  | 'gelu_accurate'
  | 'quick_gelu'
  | 'relu'
  | 'relu2'
  | 'relu6'
  | 'silu'
  | 'swish'
  | 'mish'
  | 'sigmoid'
  | 'tanh'
  | 'linear'

export const activations: Readonly<Record<Activation, Function>> = {
  gelu,
  gelu_python: gelu,
  gelu_new: geluByTanh,
  gelu_pytorch_tanh: geluByTanh,
  gelu_python_tanh: geluByTanh,
  gelu_fast: geluByTanh,
  gelu_accurate: geluByTanh,
  quick_gelu: x => tf.mul(x, tf.sigmoid(tf.mul(x, 1.702))),
  relu: x => tf.relu(x),
  relu2: x => tf.square(tf.relu(x)),
  relu6: x => tf.relu6(x),
  silu,
  swish: silu,
  mish: x => tf.mul(x, tf.tanh(tf.softplus(x))),
  sigmoid: x => tf.sigmoid(x),
  tanh: x => tf.tanh(x),
  linear: x => x,
}
