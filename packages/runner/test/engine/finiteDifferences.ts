import * as tf from '@tensorflow/tfjs-core'
import * as assert from 'uvu/assert'

/** The gradient of Σ f(xs) · upstream, for every value of every input, beside the slope through four near points, right to the fourth power of their distance. */
export const checkGradients = (f: (...xs: tf.Tensor[]) => tf.Tensor, xs: readonly tf.Tensor[], tolerance = 2e-3) => {
  const upstream = tf.tidy(() => {
    const { shape, size } = f(...xs)
    return tf.tensor(
      Array.from({ length: size }, (_, i) => Math.sin(i * 1.7 + 1)),
      shape,
    )
  })
  const loss = (...inputs: tf.Tensor[]) => tf.sum(tf.mul(f(...inputs), upstream)) as tf.Scalar
  const { grads } = tf.valueAndGrads(loss)([...xs])
  const step = 1e-2
  xs.forEach((x, input) => {
    const values = x.dataSync()
    const gradient = grads[input]!.dataSync()
    const at = (i: number, by: number) =>
      tf.tidy(() => {
        const moved = Float32Array.from(values)
        moved[i]! += by
        return loss(...xs.map((other, k) => (k === input ? tf.tensor(moved, x.shape) : other))).dataSync()[0]!
      })
    values.forEach((_, i) => {
      const [near, far] = [1, 2].map(steps => at(i, steps * step) - at(i, -steps * step))
      const slope = (8 * near! - far!) / (12 * step)
      assert.ok(
        Math.abs(slope - gradient[i]!) < tolerance * Math.max(1, Math.abs(slope)),
        `input ${input}, value ${i}: ${gradient[i]}, not ${slope}`,
      )
    })
  })
}

/** Values without a pattern, from −1 to 1. */
export const spread = (shape: readonly number[], phase = 0): tf.Tensor => {
  const size = shape.reduce((a, b) => a * b, 1)
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.sin((i + phase) * 12.9898)),
    [...shape],
  )
}

export const near = (actual: tf.Tensor, expected: readonly number[], tolerance = 1e-6) => {
  const values = [...actual.dataSync()]
  assert.is(values.length, expected.length)
  for (const [i, value] of values.entries())
    assert.ok(Math.abs(value - expected[i]!) < tolerance, `value ${i} is ${value}, not ${expected[i]}`)
}
