import type * as tf from '@tensorflow/tfjs-core'
import type { Dtype } from '../../src/graph/graph.js'
import { compileFunction } from '../engine/compileFunction.js'
import type { Way } from './goldenCases.js'

/** What a tensor function gives, as a graph that is used once, or operation by operation. */
export const computedOnce = (
  { computes }: Way,
  inputs: readonly tf.Tensor[],
  f: (inputs: readonly tf.Tensor[]) => tf.Tensor,
): tf.Tensor => {
  if (computes === 'operations') return f(inputs)
  const compiled = compileFunction(
    (...given) => f(given),
    inputs.map(({ shape, dtype }) => ({ shape, dtype: dtype as Dtype })),
  )
  const [value] = compiled.run(...inputs)
  compiled.close()
  return value!
}
