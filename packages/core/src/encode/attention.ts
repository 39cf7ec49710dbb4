import { tf } from '../../tensors.cjs'
import type { Grid } from './grid.js'
import { type GroupPlaces, headPlaces, type Sees } from './headPlaces.js'

/**
 * From [tokens, 3 · hidden], each token's query, key and value, to [tokens, hidden]. `relative` is what is added to the scores
 * because of where tokens stand to each other: for each group [heads, sentences or 1, length, length].
 */
export type Attention = (
  projected: tf.Tensor2D,
  dropout: <T extends tf.Tensor>(x: T) => T,
  relative?: readonly tf.Tensor[],
) => tf.Tensor2D

export interface Scores {
  /** How many products a score is the sum of, that of query and key and those in `relative`; it is divided by √(d · terms). */
  readonly terms?: number
  /** How far a token sees to either side; the whole sentence where it is left out. */
  readonly reach?: number | undefined
  /** Whether a token sees the whole sentence, or itself and those before it. */
  readonly sees?: Sees
}

/**
 * softmax(Q Kᵀ / √d + bias) V for each head, within each sentence. Vaswani et al. 2017, § 3.2.
 * Only here does a batch have padding, and each group of sentences has no more than its longest needs. What a padded query
 * mixes is thrown away, and its gradient is zero; a padded key has no weight: so both may read any row.
 */
export const attention = (
  groups: readonly Grid[],
  heads: number,
  { terms = 1, reach, sees }: Scores = {},
): Attention => {
  const places = headPlaces(groups, heads, reach, sees)
  return (projected, dropout, relative = []) => {
    const [tokens, width] = [projected.shape[0], projected.shape[1] / 3]
    const factor = 1 / Math.sqrt((width / heads) * terms)
    const mix = tf.customGrad((...given) => {
      const [x, ...added] = given.slice(0, -1) as tf.Tensor[]
      const rows = tf.reshape(x!, [-1, width / heads]) as tf.Tensor2D
      const all = places.groups.map((group, i) => forward(rows, group, factor, added[i], dropout))
      ;(given.at(-1) as tf.GradSaveFunc)([places.three, ...all.flatMap(({ saved }) => saved)])
      return {
        value: tf.reshape(
          collect(
            all.map(({ mixed }) => mixed),
            places.one,
          ),
          [tokens, width],
        ),
        gradFunc: (dy: tf.Tensor, [three, ...saved]: tf.Tensor[]) => {
          const behind = tf.concat([dy as tf.Tensor2D, tf.zeros([1, width])])
          const list = tf.reshape(behind, [-1, width / heads]) as tf.Tensor2D
          const each = saved.length / all.length
          const slopes = all.map((_, i) => backward(list, saved.slice(i * each, (i + 1) * each), factor))
          const grids = slopes.flatMap(({ grids }) => grids)
          return [
            tf.reshape(collect(grids, three as tf.Tensor1D), [tokens, 3 * width]),
            ...added.map(({ shape }, i) => (shape[1] === 1 ? tf.sum(slopes[i]!.scores, 1, true) : slopes[i]!.scores)),
          ]
        },
      }
    })
    return mix(projected, ...relative) as tf.Tensor2D
  }
}

const forward = (
  rows: tf.Tensor2D,
  { query, key, value, mixed, bias }: GroupPlaces,
  factor: number,
  relative: tf.Tensor | undefined,
  dropout: <T extends tf.Tensor>(x: T) => T,
) => {
  const q = tf.mul(spread(rows, query), factor)
  const [k, v] = [spread(rows, key), spread(rows, value)]
  const scores = tf.add(tf.matMul(q, k, false, true), bias)
  const weights = tf.softmax(relative === undefined ? scores : tf.add(scores, relative))
  const dropped = dropout(weights)
  return { mixed: tf.matMul(dropped, v), saved: [mixed, q, k, v, weights, dropped] }
}

/**
 * With P the weights, D the dropped ones and G the gradient of D V: dV = Dᵀ G; dP ⊙ P = (G Vᵀ) ⊙ D =: T, so that no mask is
 * needed; dS = T − P · Σ T along keys; dQ = dS K, dK = dSᵀ Q.
 */
const backward = (
  list: tf.Tensor2D,
  [mixed, q, k, v, weights, dropped]: readonly tf.Tensor[],
  factor: number,
): { readonly grids: readonly tf.Tensor[]; readonly scores: tf.Tensor } => {
  const dy = spread(list, mixed!)
  const t = tf.mul(dropped!, tf.matMul(dy, v!, false, true))
  const scores = tf.sub(t, tf.mul(weights!, tf.sum(t, -1, true)))
  const grids = [tf.mul(tf.matMul(scores, k!), factor), tf.matMul(scores, q!, true), tf.matMul(dropped!, dy, true)]
  return { grids, scores }
}

/** Rows to a grid of them. */
const spread = (rows: tf.Tensor2D, places: tf.Tensor): tf.Tensor => tf.gather(rows, places as tf.Tensor1D)

/** Grids that follow each other to rows. */
const collect = (grids: readonly tf.Tensor[], places: tf.Tensor1D): tf.Tensor2D =>
  tf.gather(tf.concat(grids.map(grid => tf.reshape(grid, [-1, grid.shape.at(-1)!]) as tf.Tensor2D)), places)
