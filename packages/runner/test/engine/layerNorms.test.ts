import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import { layerNorm } from '../../../core/src/encode/layerNorm.js'
import { compileFunction } from './compileFunction.js'
import { near } from './finiteDifferences.js'
import { withNative } from './opsRows.js'

// Fused, a layer norm must have the ε that was written: by hand, with a variance of 1, 0 and 10⁻⁴.
const rows = [1, 3, 5, 5, 0.01, 0.03]
const byHand: readonly (readonly [epsilon: number, expected: readonly number[]])[] = [
  [1e-12, [-1, 10, 1, 0, -1, 10]],
  [3, [0, 5, 1, 0, 1 - 0.02 / Math.sqrt(3.0001), 0.1 / Math.sqrt(3.0001)]],
  [3e-4, [1 - 2 / Math.sqrt(1.0003), 10 / Math.sqrt(1.0003), 1, 0, 0, 5]],
]

await withNative(() => {
  for (const [epsilon, expected] of byHand)
    test(`a compiled layer norm, ε ${epsilon}`, () => {
      const { run, close } = compileFunction(
        (x, weight, bias) => layerNorm(x as tf.Tensor2D, weight!, bias!, epsilon),
        [
          { shape: ['rows', 2], dtype: 'float32' },
          { shape: [2], dtype: 'float32' },
          { shape: [2], dtype: 'float32' },
        ],
      )
      near(run(tf.tensor2d(rows, [3, 2]), tf.tensor1d([2, 10]), tf.tensor1d([1, 0]))[0]!, expected)
      close()
    })
})
test.run()
