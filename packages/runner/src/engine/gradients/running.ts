import * as tf from '@tensorflow/tfjs-core'

interface Running {
  readonly axis: number
  readonly exclusive: boolean
  readonly reverse: boolean
}
const from = (attributes: unknown, { rank }: tf.Tensor): Running => {
  const given = attributes as Running
  return { ...given, axis: given.axis < 0 ? given.axis + rank : given.axis }
}

/** The sum from the other end. tfjs's comes out transposed unless the axis is the last. */
const sums: tf.GradConfig = {
  kernelName: 'Cumsum',
  gradFunc: (dy, _, attributes) => ({
    x: () => {
      const { axis, exclusive, reverse } = from(attributes, dy as tf.Tensor)
      return tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse)
    },
  }),
}

/**
 * dxᵢ = Σₖ dyₖ yₖ / xᵢ over all k that xᵢ goes into. Where xᵢ is the first 0 of its row, 1 stands in its place in y; every
 * product that a later 0 goes into is 0 without it.
 */
const products: tf.GradConfig = {
  kernelName: 'Cumprod',
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (upstream, saved, attributes) => ({
    x: () => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor]
      const dy = upstream as tf.Tensor
      const { axis, exclusive, reverse } = from(attributes, x)
      const zero = tf.equal(x, 0)
      const zeros = tf.cumsum(tf.cast(zero, 'float32'), axis, false, reverse)
      const first = tf.logicalAnd(zero, tf.equal(zeros, 1))
      const ones = tf.onesLike(x)
      const back = (of: tf.Tensor) => tf.cumsum(tf.mul(dy, of), axis, exclusive, !reverse)
      const without = tf.cumprod(tf.where(first, ones, x), axis, exclusive, reverse)
      const atZero = tf.where(first, back(without), tf.zerosLike(x))
      return tf.where(zero, atZero, tf.div(back(y), tf.where(zero, ones, x)))
    },
  }),
}

/** The product of all others, from both sides, so that a 0 divides nothing. tfjs counts axes from the front alone. */
const product: tf.GradConfig = {
  kernelName: 'Prod',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const { axis } = attributes as unknown as { readonly axis?: number | number[] | null }
      const { rank, shape } = x!
      const axes = tf.util.parseAxisParam(axis ?? shape.map((_, i) => i), shape)
      const kept = shape.map((_, i) => i).filter(i => !axes.includes(i))
      const order = [...kept, ...axes]
      const turned = rank < 2 ? x! : tf.transpose(x!, order)
      const sides = kept.map(i => shape[i]!)
      const count = axes.reduce((size, i) => size * shape[i]!, 1)
      const flat = tf.reshape(turned, [...sides, count])
      const others = tf.mul(tf.cumprod(flat, kept.length, true, false), tf.cumprod(flat, kept.length, true, true))
      const slope = tf.reshape(tf.mul(tf.reshape(dy as tf.Tensor, [...sides, 1]), others), turned.shape)
      return rank < 2
        ? slope
        : tf.transpose(
            slope,
            order.map((_, i) => order.indexOf(i)),
          )
    },
  }),
}

export const running: readonly tf.GradConfig[] = [sums, products, product]
