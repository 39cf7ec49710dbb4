import { tf } from '../../tensors.cjs'

/** x · weightᵀ + bias: [rows, in] → [rows, out]; the weight is [out, in], as PyTorch saves it. */
export const linear = (x: tf.Tensor2D, weight: tf.Tensor, bias?: tf.Tensor): tf.Tensor2D => {
  const product: tf.Tensor2D = tf.matMul(x, weight as tf.Tensor2D, false, true)
  return bias === undefined ? product : tf.add(product, bias)
}
