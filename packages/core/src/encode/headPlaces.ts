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
  /** What attention adds to its scores: 0 for tokens, −10⁹ for padding and what is out of reach; softmax makes exactly 0 of it. [sentences, length, length]. */
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

/** What a token sees of its sentence: all of it, or itself and what stands before it. */
export type Sees = 'all' | 'before'

/** `reach` is how far a token sees to either side; the whole sentence where it is left out. */
export const headPlaces = (groups: readonly Grid[], heads: number, reach?: number, sees: Sees = 'all'): HeadPlaces => {
  const tokens = groups.reduce((sum, { cells }) => sum + cells.size, 0)
  const [starts, slots] = [groups.map(({ cells }) => cells.size), groups.map(({ rows }) => rows.size * heads)].map(sums)
  const listed = (grids: number) =>
    groups.map(({ cells, rows }, i) => {
      const first = tf.mul(slots![i]!, whole(grids))
      const head = tf.add(tf.mul(range(grids * heads), whole(rows.size)), first)
      return tf.reshape(tf.add(tf.expandDims(cells, 1), tf.expandDims(head, 0)), [cells.size * grids * heads])
    })
  return {
    groups: groups.map((group, i) => placesOf(group, starts![i]!, tokens, heads, { reach, sees })),
    one: joined(listed(1)),
    three: joined(listed(3)),
  }
}

const placesOf = (
  { rows, cells }: Grid,
  start: tf.Tensor,
  tokens: number,
  heads: number,
  { reach, sees }: { readonly reach: number | undefined; readonly sees: Sees },
): GroupPlaces => {
  const padding = tf.equal(rows, whole(cells.size))
  const token = tf.add(tf.minimum(rows, whole(cells.size - 1)), start)
  const orBehind = tf.minimum(tf.add(token, tf.mul(tf.cast(padding, 'int32'), whole(tokens))), whole(tokens))
  const places = (row: tf.Tensor, parts: number, part: number) => {
    const head = tf.reshape(tf.add(range(heads), whole(part * heads)), [heads, 1, 1])
    return tf.add(tf.mul(tf.expandDims(row, 0), whole(parts * heads)), head)
  }
  const bias = tf.expandDims(hidden(padding), 1)
  const length = rows.shape[1]!
  const unseen = [...(reach === undefined ? [] : [beyond(length, reach)]), ...(sees === 'all' ? [] : [after(length)])]
  return {
    query: places(token, 3, 0),
    key: places(token, 3, 1),
    value: places(token, 3, 2),
    mixed: places(orBehind, 1, 0),
    bias:
      unseen.length === 0
        ? tf.tile(bias, [1, length, 1])
        : unseen.reduce((sum, each) => tf.add(sum, hidden(each)), bias),
  }
}

/** Which keys are farther from a query than `reach`, [length, length]. */
const beyond = (length: number, reach: number): tf.Tensor => {
  const places = range(length)
  return tf.greater(tf.abs(tf.sub(tf.expandDims(places, 1), tf.expandDims(places, 0))), whole(reach))
}

/** Which keys stand after a query, [length, length]. */
const after = (length: number): tf.Tensor => {
  const places = range(length)
  return tf.greater(tf.expandDims(places, 0), tf.expandDims(places, 1))
}

const hidden = (which: tf.Tensor): tf.Tensor => tf.mul(tf.cast(which, 'float32'), -1e9)

/** What stands before each size. The sums are tensors, because a compiled step knows the sizes only when it runs. */
const sums = (sizes: readonly number[]): readonly tf.Tensor[] => {
  const all: tf.Tensor[] = [whole(0)]
  for (const [i, size] of sizes.slice(0, -1).entries()) all.push(tf.add(all[i]!, whole(size)))
  return all
}

const whole = (value: number) => tf.scalar(value, 'int32')
const range = (count: number) => tf.range(0, count, 1, 'int32')
const joined = (parts: readonly tf.Tensor[]): tf.Tensor1D => tf.concat([...parts] as tf.Tensor1D[])
