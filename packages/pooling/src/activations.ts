import { gelu, tf } from '@siamese/core'

type Activation = <T extends tf.Tensor>(x: T) => T

const softsign: Activation = <T extends tf.Tensor>(x: T): T => tf.div(x, tf.add(tf.abs(x), 1))
const mish: Activation = <T extends tf.Tensor>(x: T): T => tf.mul(x, tf.tanh(tf.softplus(x)))
const silu: Activation = <T extends tf.Tensor>(x: T): T => tf.mul(x, tf.sigmoid(x))

const within = <T extends tf.Tensor>(x: T, least: number, greatest: number): T => tf.clipByValue(x, least, greatest)
const softShrink: Activation = <T extends tf.Tensor>(x: T): T => tf.sub(x, within(x, -0.5, 0.5))
const hardSigmoid: Activation = <T extends tf.Tensor>(x: T): T => tf.div(tf.relu6(tf.add(x, 3)), 6)

/** What is done to each number behind a linear layer, with the constants that torch.nn has when nothing is said. */
export const activations = {
  none: x => x,
  tanh: x => tf.tanh(x),
  relu: x => tf.relu(x),
  gelu,
  sigmoid: x => tf.sigmoid(x),
  silu,
  elu: x => tf.elu(x),
  selu: x => tf.selu(x),
  leakyRelu: x => tf.leakyRelu(x, 0.01),
  relu6: x => tf.relu6(x),
  softplus: x => tf.softplus(x),
  softsign,
  mish,
  logSigmoid: x => tf.neg(tf.softplus(tf.neg(x))),
  celu: x => tf.elu(x),
  hardTanh: x => within(x, -1, 1),
  hardSigmoid,
  hardSwish: x => tf.mul(x, hardSigmoid(x)),
  tanhShrink: x => tf.sub(x, tf.tanh(x)),
  softShrink,
  hardShrink: x => tf.add(softShrink(x), tf.mul(tf.sign(softShrink(x)), 0.5)),
} as const satisfies Readonly<Record<string, Activation>>

export type ActivationName = keyof typeof activations
