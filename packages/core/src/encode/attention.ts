import * as tf from '@tensorflow/tfjs-core'
import { fromGrid, type Grid, toGrid } from './grid.js'

/** What attention reads, each [tokens, hidden]. */
export interface Heads {
  readonly query: tf.Tensor2D
  readonly key: tf.Tensor2D
  readonly value: tf.Tensor2D
}

export type Attention = (heads: Heads, dropout: <T extends tf.Tensor>(x: T) => T) => tf.Tensor2D

/**
 * softmax(Q Kᵀ / √d + bias) V for each head, within each sentence; [tokens, hidden] in and out. Vaswani et al. 2017, § 3.2.
 * Only here does a batch have padding, and each group of sentences has no more than its longest needs.
 */
export const attention = (groups: readonly Grid[], heads: number): Attention => {
  const sizes = groups.map(({ cells }) => cells.shape[0])
  const within = groups.map(group => ({ grid: perHead(group, heads), bias: paddingBias(group) }))
  return ({ query, key, value }, dropout) => {
    const [queries, keys, values] = [query, key, value].map(x => parts(x, sizes))
    const mixed = within.map(({ grid, bias }, i) => {
      const split = (x: tf.Tensor2D) => toGrid(tf.reshape(x, [-1, query.shape[1] / heads]), grid)
      const [q, k, v] = [queries![i]!, keys![i]!, values![i]!].map(split)
      const scores = tf.matMul(tf.mul(q!, 1 / Math.sqrt(q!.shape.at(-1)!)), k!, false, true)
      const weights = dropout(tf.softmax(tf.add(scores, bias)))
      return tf.reshape(fromGrid(tf.matMul(weights, v!), grid), [sizes[i]!, query.shape[1]]) as tf.Tensor2D
    })
    return mixed.length === 1 ? mixed[0]! : tf.concat(mixed)
  }
}

/** The rows of each group; tfjs has no gradient for a split into one part. */
const parts = (x: tf.Tensor2D, sizes: readonly number[]): readonly tf.Tensor2D[] =>
  sizes.length === 1 ? [x] : tf.split(x, [...sizes])

/** A grid [sentences, length] of tokens as the grid [heads, sentences, length] of their heads, which are the rows [tokens · heads, width]. */
const perHead = ({ rows, cells }: Grid, heads: number): Grid => {
  const whole = (value: number) => tf.scalar(value, 'int32')
  const head = tf.range(0, heads, 1, 'int32')
  const numbered = tf.add(tf.mul(tf.expandDims(rows, 0), whole(heads)), tf.reshape(head, [heads, 1, 1]))
  const placed = tf.add(tf.expandDims(cells, 1), tf.mul(tf.expandDims(head, 0), whole(rows.size)))
  return {
    rows: tf.minimum(numbered, whole(cells.size * heads)),
    cells: tf.reshape(placed, [cells.size * heads]),
  }
}

/** What attention adds to its scores: 0 for tokens, −10⁹ for padding, which softmax turns into exactly 0. [sentences, 1, length]. */
const paddingBias = ({ rows, cells }: Grid): tf.Tensor => {
  const padding = tf.cast(tf.equal(rows, tf.scalar(cells.size, 'int32')), 'float32')
  return tf.expandDims(tf.mul(padding, -1e9), 1)
}
