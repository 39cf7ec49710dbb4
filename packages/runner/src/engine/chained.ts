import * as tf from '@tensorflow/tfjs-core'

/**
 * Gives tensors the few methods that tfjs's own gradients and tfjs-node's kernels call on them (`x.split(…)`): the builds
 * for Node have only functions. Our code calls functions.
 */
export const registerChained = (): void => {
  for (const [name, method] of Object.entries(methods)) {
    if (name in tf.Tensor.prototype) continue
    Object.defineProperty(tf.Tensor.prototype, name, {
      configurable: true,
      writable: true,
      value(this: tf.Tensor, ...rest: readonly never[]) {
        return method(this, ...rest)
      },
    })
  }
}

const methods: Readonly<Record<string, (x: tf.Tensor, ...rest: readonly never[]) => unknown>> = {
  add: tf.add,
  mul: tf.mul,
  reshape: tf.reshape,
  sub: tf.sub,
  slice: tf.slice,
  split: tf.split,
  toFloat: x => tf.cast(x, 'float32'),
  toInt: x => tf.cast(x, 'int32'),
}
