import { tf } from '../../tensors.cjs'
import type { EncoderInput } from './architecture.js'
import { linear } from './linear.js'

/**
 * Each token with its neighbours in the sentence, zero beyond its ends: [tokens, in] → [tokens, out]. The weight is
 * [out, in / parts, kernel] as PyTorch saves it; the kernel is odd, and each of the parts of `in` gives its part of `out`.
 */
export const convolution = (
  x: tf.Tensor2D,
  weight: tf.Tensor,
  bias: tf.Tensor,
  parts: number,
  { positions }: Pick<EncoderInput, 'positions'>,
): tf.Tensor2D => {
  const [out, width, kernel] = weight.shape as [number, number, number]
  const taps = Array.from({ length: kernel }, (_, tap) => shifted(x, positions, tap - (kernel - 1) / 2))
  const ofPart = Array.from({ length: parts }, (_, part) => {
    const read = taps.map(tap => tf.slice(tap, [0, part * width], [-1, width]))
    const own = tf.slice(weight, [(part * out) / parts, 0, 0], [out / parts, width, kernel])
    const flat = tf.reshape(tf.transpose(own, [0, 2, 1]), [out / parts, kernel * width])
    return linear(tf.concat(read, 1), flat)
  })
  return tf.add(tf.concat(ofPart, 1), bias)
}

/** The token so far behind each one in its sentence; the gradient goes as far to the other side. */
const shifted = (x: tf.Tensor2D, positions: tf.Tensor1D, by: number): tf.Tensor2D =>
  tf.customGrad((x, save) => {
    ;(save as tf.GradSaveFunc)([positions])
    return {
      value: behind(x as tf.Tensor2D, positions, by),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => behind(dy as tf.Tensor2D, saved as tf.Tensor1D, -by),
    }
  })(x) as tf.Tensor2D

const behind = (x: tf.Tensor2D, positions: tf.Tensor1D, by: number): tf.Tensor2D => {
  const at = tf.add(tf.range(0, positions.size, 1, 'int32'), whole(by))
  const some = tf.minimum(tf.maximum(at, whole(0)), whole(positions.size - 1)) as tf.Tensor1D
  const same = tf.equal(tf.gather(positions, some), tf.add(positions, whole(by)))
  const exists = tf.logicalAnd(tf.equal(at, some), same)
  return tf.mul(tf.gather(x, some), tf.cast(tf.expandDims(exists, 1), 'float32'))
}

const whole = (value: number) => tf.scalar(value, 'int32')
