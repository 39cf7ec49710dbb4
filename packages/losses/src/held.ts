import { tf } from '@siamese/core'

/** `x`, or what is made of it, through which no gradient goes. */
export const held = (x: tf.Tensor, make: (x: tf.Tensor) => tf.Tensor = each => tf.clone(each)): tf.Tensor =>
  tf.customGrad((value, save) => {
    ;(save as tf.GradSaveFunc)([value as tf.Tensor])
    return { value: make(value as tf.Tensor), gradFunc: (_, saved) => tf.zerosLike((saved as tf.Tensor[])[0]!) }
  })(x)
