import { tf } from '../../tensors.cjs'

/** How far keys stand from queries in a sentence of some length: column r of `[…, 2 · length]` is for key − query = r − length. */
export interface Distances {
  /** int32 [2 · length]: −length, …, length − 1. */
  readonly each: tf.Tensor1D
  /** int32 [length, length]: where the distance of a query and a key is in [length, 2 · length]. */
  readonly columns: tf.Tensor
  /** int32 [length, 2 · length]: where a query and the key at that distance are in [length, length]; any key where there is none. */
  readonly pairs: tf.Tensor
  /** float32 [length, 2 · length]: 1 where there is such a key, 0 where there is none. */
  readonly exist: tf.Tensor
}

export const distances = (length: number): Distances => {
  const query = tf.expandDims(range(length), 1)
  const each = tf.sub<tf.Tensor1D>(range(2 * length), whole(length))
  const firsts = tf.add(tf.mul(query, whole(2 * length - 1)), whole(length))
  const key = tf.add(query, tf.expandDims(each, 0))
  const some = clipped(key, 0, length - 1)
  return {
    each,
    columns: tf.add(firsts, tf.expandDims(range(length), 0)),
    pairs: tf.add(tf.mul(query, whole(length)), some),
    exist: tf.cast(tf.equal(key, some), 'float32'),
  }
}

/** Which row of a table stands for a distance that is at most `reach` to either side; those beyond are taken for the farthest. */
export interface Buckets {
  readonly reach: number
  readonly of: (distance: number) => number
}

/** int32 [2 · length]: the row of each distance. What is written into the graph is as long as the buckets reach, not as a batch. */
export const rowsOf = ({ each }: Distances, { reach, of }: Buckets): tf.Tensor1D => {
  const rows = Int32Array.from({ length: 2 * reach + 1 }, (_, i) => of(i - reach))
  return tf.gather(tf.tensor1d(rows, 'int32'), tf.add(clipped(each, -reach, reach), whole(reach))) as tf.Tensor1D
}

/** From one value for each distance, [n, length, 2 · length], to one for each key, [n, length, length]; its gradient is a gather, too. */
export const byKey = (x: tf.Tensor, { columns, pairs, exist }: Distances): tf.Tensor =>
  tf.customGrad((x, save) => {
    ;(save as tf.GradSaveFunc)([pairs, exist])
    return {
      value: picked(x as tf.Tensor, columns),
      gradFunc: (dy: tf.Tensor, [pairs, exist]: tf.Tensor[]) => tf.mul(picked(dy, pairs!), exist!),
    }
  })(x)

const picked = (x: tf.Tensor, places: tf.Tensor): tf.Tensor =>
  tf.gather(tf.reshape(x, [-1, x.shape[1]! * x.shape[2]!]), places as tf.Tensor1D, 1)

const clipped = <T extends tf.Tensor>(x: T, least: number, most: number): T =>
  tf.minimum(tf.maximum(x, whole(least)), whole(most))
const whole = (value: number) => tf.scalar(value, 'int32')
const range = (count: number) => tf.range(0, count, 1, 'int32')
