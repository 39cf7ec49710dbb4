import { tf } from '../../tensors.cjs'
import type { Grid } from './grid.js'

/** Where the heads of a group of sentences are, when a list [tokens, n · hidden] is seen as rows of a head's width. */
export interface GroupPlaces {
  /** int32 [heads, sentences, length]: rows of [tokens, 3 · hidden]; the last token's where there is padding. */
  readonly query: tf.Tensor
  readonly key: tf.Tensor
  readonly value: tf.Tensor
  /** int32 [heads, sentences, length]: rows of [tokens + 1, hidden]; the one after all tokens where there is padding. */
  readonly mixed: tf.Tensor
  /** What attention adds to its scores: 0 for tokens, −10⁹ for padding, which softmax turns into exactly 0. [sentences, length, length]. */
  readonly bias: tf.Tensor
}

/** The way from a list of tokens to grids of heads and back; both ways are gathers. */
export interface HeadPlaces {
  readonly groups: readonly GroupPlaces[]
  /** int32 [tokens · heads]: where each head of a token is in the grids of all groups. */
  readonly one: tf.Tensor1D
  /** int32 [tokens · 3 · heads]: the same, where each group has three grids that follow each other: query, key, value. */
  readonly three: tf.Tensor1D
}

export const headPlaces = (groups: readonly Grid[], heads: number): HeadPlaces => {
  const tokens = groups.reduce((sum, { cells }) => sum + cells.size, 0)
  const [starts, slots] = [groups.map(({ cells }) => cells.size), groups.map(({ rows }) => rows.size * heads)].map(sums)
  const listed = (grids: number) =>
    groups.map(({ cells, rows }, i) => {
      const first = tf.mul(slots![i]!, whole(grids))
      const head = tf.add(tf.mul(range(grids * heads), whole(rows.size)), first)
      return tf.reshape(tf.add(tf.expandDims(cells, 1), tf.expandDims(head, 0)), [cells.size * grids * heads])
    })
  return {
    groups: groups.map((group, i) => placesOf(group, starts![i]!, tokens, heads)),
    one: joined(listed(1)),
    three: joined(listed(3)),
  }
}

const placesOf = ({ rows, cells }: Grid, start: tf.Tensor, tokens: number, heads: number): GroupPlaces => {
  const padding = tf.equal(rows, whole(cells.size))
  const token = tf.add(tf.minimum(rows, whole(cells.size - 1)), start)
  const orBehind = tf.minimum(tf.add(token, tf.mul(tf.cast(padding, 'int32'), whole(tokens))), whole(tokens))
  const places = (row: tf.Tensor, parts: number, part: number) => {
    const head = tf.reshape(tf.add(range(heads), whole(part * heads)), [heads, 1, 1])
    return tf.add(tf.mul(tf.expandDims(row, 0), whole(parts * heads)), head)
  }
  const bias = tf.expandDims(tf.mul(tf.cast(padding, 'float32'), -1e9), 1)
  return {
    query: places(token, 3, 0),
    key: places(token, 3, 1),
    value: places(token, 3, 2),
    mixed: places(orBehind, 1, 0),
    bias: tf.tile(bias, [1, rows.shape[1]!, 1]),
  }
}

/** What stands before each size. The sums are tensors, because a compiled step knows the sizes only when it runs. */
const sums = (sizes: readonly number[]): readonly tf.Tensor[] => {
  const all: tf.Tensor[] = [whole(0)]
  for (const [i, size] of sizes.slice(0, -1).entries()) all.push(tf.add(all[i]!, whole(size)))
  return all
}

const whole = (value: number) => tf.scalar(value, 'int32')
const range = (count: number) => tf.range(0, count, 1, 'int32')
const joined = (parts: readonly tf.Tensor[]): tf.Tensor1D => tf.concat([...parts] as tf.Tensor1D[])
