import { tf } from '@siamese/core'

/** Numbers of the shape of `x`, the same ones or made of them, through which no gradient goes. */
export const held = (x: tf.Tensor, make: (x: tf.Tensor) => tf.Tensor = each => tf.clone(each)): tf.Tensor =>
  tf.customGrad(value => ({ value: make(value as tf.Tensor), gradFunc: dy => tf.zerosLike(dy as tf.Tensor) }))(x)
