import * as tf from '@tensorflow/tfjs-core'
import { numbersOf, withGradients } from '../../../core/test/numeric.js'
import type { Dtype } from '../../src/graph/graph.js'
import { valueAndGradients } from '../../src/graph/traceBackend.js'
import { compileFunction } from '../engine/compileFunction.js'
import type { Way } from './goldenCases.js'

export interface ValueAndGradients {
  readonly value: readonly number[]
  readonly shape: readonly number[]
  /** One for each tensor of `at`. */
  readonly gradients: readonly (readonly number[])[]
}
type F = (at: readonly tf.Tensor[], fixed: readonly tf.Tensor[]) => tf.Tensor

/**
 * What a tensor function gives, and the gradients by `at` of the sum of it, or of its product with `upstream`; `fixed` are its other
 * tensors, which it must take from its arguments to be compiled.
 */
export const valueAndGradientsOn = (
  { computes }: Way,
  f: F,
  at: readonly tf.Tensor[],
  fixed: readonly tf.Tensor[] = [],
  upstream?: tf.Tensor,
): ValueAndGradients => {
  if (computes === 'operations') {
    const { values, shape, gradients } = withGradients((...xs) => reading(xs, f(xs, fixed)), at, upstream)
    return { value: values, shape, gradients }
  }
  const fed = [...at, ...fixed, ...(upstream === undefined ? [] : [upstream])]
  let shape: readonly number[] = []
  const compiled = compileFunction(
    (...inputs) => {
      const [xs, others] = [inputs.slice(0, at.length), inputs.slice(at.length, at.length + fixed.length)]
      let value: tf.Tensor | undefined
      const { grads } = valueAndGradients(() => {
        value = f(xs, others)
        return tf.sum(upstream === undefined ? value : tf.mul(value, inputs.at(-1)!))
      }, xs)
      shape = value!.shape
      return [value!, ...xs.map((x, i) => grads[i] ?? tf.zerosLike(x))]
    },
    fed.map(({ shape, dtype }) => ({ shape, dtype: dtype as Dtype })),
  )
  const [value, ...gradients] = compiled.run(...fed).map(numbersOf)
  compiled.close()
  return { value: value!, shape, gradients }
}

/** tfjs refuses to differentiate by what is not read: its gradient is zero. */
const reading = (xs: readonly tf.Tensor[], value: tf.Tensor): tf.Tensor =>
  xs.reduce((sum, x) => tf.add(sum, tf.mul(tf.sum(x), 0)), value)
