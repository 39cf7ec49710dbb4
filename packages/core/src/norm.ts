import { tf } from '../tensors.cjs'

/** ‖x‖ over the last axis, `[…, width]` to `[…]`. Its gradient is x / ‖x‖, and 0 where the norm is 0 (a plain root gives NaN there). */
export const norm = (x: tf.Tensor): tf.Tensor => {
  const op = tf.customGrad((value, save) => {
    const input = value as tf.Tensor
    const out = tf.sqrt(tf.sum(tf.square(input), -1))
    ;(save as tf.GradSaveFunc)([input, out])
    return {
      value: out,
      gradFunc: (dy, saved) => {
        const [at, length] = saved as [tf.Tensor, tf.Tensor]
        const scale = tf.divNoNan(dy as tf.Tensor, length)
        return tf.mul(at, tf.expandDims(scale, -1))
      },
    }
  })
  return op(x)
}

/** x / max(‖x‖, smallest): rows of unit length. */
export const unit = <T extends tf.Tensor>(x: T, smallest: number): T =>
  tf.div(x, tf.expandDims(tf.maximum(norm(x), smallest), -1))
