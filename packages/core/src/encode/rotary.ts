import { tf } from '../../tensors.cjs'

/** Angles by which numbers of a head are turned, [tokens, 1, width / 2]. */
export interface Turns {
  readonly cosine: tf.Tensor
  readonly sine: tf.Tensor
}

/** The i-th pair of a head's numbers turns by position · θ^(−2i / width), in numbers of 32 bits as the reference has. Su et al. 2021. */
export const turns = (positions: tf.Tensor1D, theta: number, width: number): Turns => {
  const rates = Array.from({ length: width / 2 }, (_, i) => 1 / Math.fround(theta ** Math.fround((2 * i) / width)))
  const angles = tf.mul(tf.expandDims(tf.cast(positions, 'float32'), 1), tf.tensor1d(rates))
  return { cosine: tf.expandDims(tf.cos(angles), 1), sine: tf.expandDims(tf.sin(angles), 1) }
}

/** Heads side by side, [tokens, n · width], each turned; a pair is a number of a head's first half and the one in its place in the second. */
export const turned = (x: tf.Tensor2D, { cosine, sine }: Turns): tf.Tensor2D => {
  const half = cosine.shape.at(-1)!
  const heads = tf.reshape(x, [-1, x.shape[1] / half / 2, 2 * half])
  const [first, second] = tf.split(heads, 2, 2) as [tf.Tensor, tf.Tensor]
  const both = [
    tf.sub(tf.mul(first, cosine), tf.mul(second, sine)),
    tf.add(tf.mul(second, cosine), tf.mul(first, sine)),
  ]
  return tf.reshape(tf.concat(both, 2), [-1, x.shape[1]])
}
