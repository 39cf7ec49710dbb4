import { tf } from '@siamese/core'

/** An order in which the tokens of each text are read, and the way back: int32 [sentences · length], places in a list of all tokens. */
export interface Reading {
  readonly to: tf.Tensor1D
  readonly back: tf.Tensor1D
}

/** From the first token to the last, and from the last to the first; padding, on either side, comes after them. */
export const readings = (mask: tf.Tensor2D): Readonly<Record<'forward' | 'backward', Reading>> => {
  const [sentences, length] = mask.shape
  const steps = tf.expandDims(tf.range(0, length, 1, 'int32'), 0)
  const starts = tf.mul(tf.expandDims(tf.range(0, sentences, 1, 'int32'), 1), tf.scalar(length, 'int32'))
  const first = tf.expandDims(tf.argMax(mask, 1), 1)
  const tokens = tf.cast(tf.sum(mask, 1, true), 'int32')
  const whole = tf.scalar(length, 'int32')
  const places = (shifted: tf.Tensor): tf.Tensor1D =>
    tf.reshape(tf.add(starts, tf.mod(tf.add(shifted, whole), whole)), [sentences * length])
  const turned = places(tf.sub(tf.sub(tf.add(first, tokens), tf.scalar(1, 'int32')), steps))
  return {
    forward: { to: places(tf.add(steps, first)), back: places(tf.sub(steps, first)) },
    backward: { to: turned, back: turned },
  }
}

/** Tokens `[sentences, length, width]` in another order; the gradient goes the way back, which is a gather, too. */
export const reordered = (tokens: tf.Tensor3D, { to, back }: Reading): tf.Tensor3D =>
  tf.customGrad((tokens, save) => {
    ;(save as tf.GradSaveFunc)([back])
    return {
      value: taken(tokens as tf.Tensor3D, to),
      gradFunc: (dy: tf.Tensor, [back]: tf.Tensor[]) => taken(dy as tf.Tensor3D, back as tf.Tensor1D),
    }
  })(tokens) as tf.Tensor3D

const taken = (tokens: tf.Tensor3D, places: tf.Tensor1D): tf.Tensor3D => {
  const [sentences, length, width] = tokens.shape
  return tf.reshape(tf.gather(tf.reshape(tokens, [sentences * length, width]), places), tokens.shape)
}
