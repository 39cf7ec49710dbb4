import * as tf from '@tensorflow/tfjs-core'

/** Nested arrays of numbers, as tests and JSON write tensors. */
export type Nested = number | readonly Nested[]

export const shapeOf = (nested: Nested): number[] =>
  typeof nested === 'number' ? [] : [nested.length, ...(nested.length === 0 ? [] : shapeOf(nested[0]!))]
export const flat = (nested: Nested): number[] => (typeof nested === 'number' ? [nested] : nested.flatMap(flat))
export const tensorOf = (nested: Nested): tf.Tensor => tf.tensor(flat(nested), shapeOf(nested), 'float32')
export const numbersOf = (tensor: tf.Tensor): number[] => [...tensor.dataSync()]

/** The largest difference, relative where the numbers are above 1; NaN and infinities must be met exactly. */
export const farthest = (actual: readonly number[], expected: readonly number[]): number =>
  actual.length !== expected.length
    ? Number.POSITIVE_INFINITY
    : actual.reduce((most, a, i) => {
        const e = expected[i]!
        const difference = Object.is(a, e) || a === e ? 0 : Math.abs(a - e) / Math.max(1, Math.abs(e))
        return Math.max(most, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference)
      }, 0)

/** Values of `f`, and the gradients of their sum (or of their product with `upstream`) with respect to every argument. */
export const withGradients = (
  f: (...arguments_: tf.Tensor[]) => tf.Tensor,
  at: readonly tf.Tensor[],
  upstream?: tf.Tensor,
): { readonly values: number[]; readonly shape: readonly number[]; readonly gradients: readonly number[][] } => {
  const values = f(...at)
  const weighed = (...xs: tf.Tensor[]): tf.Scalar =>
    tf.sum(upstream === undefined ? f(...xs) : tf.mul(f(...xs), upstream)) as tf.Scalar
  const { grads } = tf.valueAndGrads(weighed)([...at])
  return { values: numbersOf(values), shape: values.shape, gradients: grads.map(numbersOf) }
}

/** The same gradients from values alone: (f(x + h) − f(x − h)) / 2h, number by number, summed in double precision. */
export const differences = (
  f: (...arguments_: tf.Tensor[]) => tf.Tensor,
  at: readonly tf.Tensor[],
  upstream?: readonly number[],
  h = 2 ** -8,
): readonly number[][] => {
  const points = at.map(x => Float32Array.from(x.dataSync()))
  const total = (): number =>
    numbersOf(tf.tidy(() => f(...points.map((p, i) => tf.tensor(p.slice(), at[i]!.shape, 'float32'))))).reduce(
      (sum, value, i) => sum + value * (upstream?.[i] ?? 1),
      0,
    )
  return points.map(point =>
    [...point.keys()].map(i => {
      const x = point[i]!
      point[i] = x + h
      const [above, up] = [total(), point[i]!]
      point[i] = x - h
      const [below, down] = [total(), point[i]!]
      point[i] = x
      return (above - below) / (up - down)
    }),
  )
}

/** Numbers from −1 to 1 that are the same in every run. */
export const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state / 2 ** 31 - 1) as number
  }
}
export const randomNumbers = (seed: number, ...shape: readonly number[]): Nested => {
  const next = seeded(seed)
  for (let i = 0; i < 10; i++) next()
  const make = ([first, ...rest]: readonly number[]): Nested =>
    first === undefined ? next() : Array.from({ length: first }, () => make(rest))
  return make(shape)
}
