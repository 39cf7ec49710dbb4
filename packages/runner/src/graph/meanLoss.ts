import type { LossValue } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/** The mean of a loss, to be differentiated; once it has run, the means of its parts by name, held as `hold` says. */
export const meanLoss = <A>(loss: () => LossValue, hold: (mean: tf.Tensor) => A) => {
  let held: Readonly<Record<string, A>> = {}
  return {
    mean: (): tf.Tensor => {
      const { value, parts = {} } = loss()
      held = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, hold(tf.mean(part))]))
      return tf.mean(value)
    },
    parts: () => held,
  }
}
