import * as tf from '@tensorflow/tfjs-core'

/** Adds up what goes to each place: the gradient of picking. `places` counts through all of `shape`. */
export const putBack = (dy: tf.Tensor, places: tf.Tensor, shape: readonly number[]): tf.Tensor => {
  const size = shape.reduce((product, side) => product * side, 1)
  const sums = tf.unsortedSegmentSum(tf.reshape(dy, [-1]), tf.reshape(places, [-1]) as tf.Tensor1D, size)
  return tf.reshape(sums, [...shape])
}

/** The place of every number of a tensor. */
export const placesOf = ({ shape, size }: tf.Tensor): tf.Tensor => tf.reshape(tf.range(0, size, 1, 'int32'), shape)

/** The gradient of a broadcast: sums over what was repeated. */
export const sumTo = (dx: tf.Tensor, shape: readonly number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes([...shape], dx.shape)
  return tf.reshape(axes.length > 0 ? tf.sum(dx, axes) : dx, [...shape])
}
