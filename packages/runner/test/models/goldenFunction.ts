import * as tf from '@tensorflow/tfjs-core'
import { type Nested, numbersOf, shapeOf, tensorOf } from '../../../core/test/numeric.js'
import { valueAndGradients } from '../../src/graph/traceBackend.js'
import { compileFunction } from '../engine/compileFunction.js'
import type { Way } from './goldenCases.js'

/** What a function is given: rows of a batch, or weights, whose shape is always the same. */
export interface Argument {
  readonly values: Nested
  readonly is: 'rows' | 'weights'
  /** Whether its gradient is asked for. */
  readonly moves: boolean
}
export interface Found {
  /** What the function gives: the first number is differentiated. */
  readonly values: readonly (readonly number[])[]
  /** By each argument that moves, in order. */
  readonly gradients: readonly (readonly number[])[]
}

/** Numbers and gradients of a function, by one graph for batches of every size or operation by operation. */
export const valuesAndGradients = (
  { computes }: Way,
  f: (...xs: tf.Tensor[]) => readonly tf.Tensor[],
  given: readonly Argument[],
): Found => {
  const differentiate = computes === 'graph' ? valueAndGradients : eagerly
  const compute = (...xs: tf.Tensor[]): readonly tf.Tensor[] => {
    let rest: readonly tf.Tensor[] = []
    const moved = xs.filter((_, i) => given[i]!.moves)
    const { value, grads } = differentiate(() => {
      const [first, ...others] = f(...xs)
      rest = computes === 'graph' ? others : others.map(each => tf.keep(tf.clone(each)))
      return first!
    }, moved)
    return [value, ...rest, ...moved.map((x, i) => grads[i] ?? tf.zerosLike(x))]
  }
  const at = given.map(({ values }) => tensorOf(values))
  const made = computes === 'graph' ? compiled(compute, given, at) : compute(...at)
  const numbers = made.map(numbersOf)
  const moves = given.filter(each => each.moves).length
  return { values: numbers.slice(0, numbers.length - moves), gradients: numbers.slice(numbers.length - moves) }
}

const eagerly = (f: () => tf.Tensor, xs: readonly tf.Tensor[]) =>
  tf.engine().gradients(f, [...xs], undefined, true) as unknown as ReturnType<typeof valueAndGradients>

const compiled = (
  compute: (...xs: tf.Tensor[]) => readonly tf.Tensor[],
  given: readonly Argument[],
  at: readonly tf.Tensor[],
): readonly tf.Tensor[] => {
  const fed = given.map(({ values, is }) => {
    const [rows, ...others] = shapeOf(values)
    const sides = is === 'rows' ? ['rows' as const, ...others] : rows === undefined ? [] : [rows, ...others]
    return { shape: sides, dtype: 'float32' as const }
  })
  const { run, close } = compileFunction(compute, fed)
  try {
    return run(...at)
  } finally {
    close()
  }
}
