import { tf } from '../tensors.cjs'

/** |x| with the gradient sign(x), which is 0 at 0; tfjs's own is −1 there. */
export const absolute = <T extends tf.Tensor>(x: T): T => {
  const op = tf.customGrad((value, save) => {
    const input = value as tf.Tensor
    ;(save as tf.GradSaveFunc)([input])
    return {
      value: tf.abs(input),
      gradFunc: (dy, saved) => {
        const [at] = saved as [tf.Tensor]
        const sign = tf.sub(tf.cast(tf.greater(at, 0), 'float32'), tf.cast(tf.less(at, 0), 'float32'))
        return tf.mul(dy as tf.Tensor, sign)
      },
    }
  })
  return op(x) as T
}
