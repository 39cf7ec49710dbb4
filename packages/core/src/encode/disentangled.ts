import { tf } from '../../tensors.cjs'
import { debertaBuckets, mirrored } from './debertaBuckets.js'
import type { DebertaConfig, Term } from './debertaConfig.js'
import { byKey, type Distances, distances, rowsOf } from './distances.js'
import { embed } from './embed.js'
import { type Grid, toGrid } from './grid.js'

/** The rows of rel_embeddings, projected for a layer: keys for content to position, queries for position to content. */
export type Positions = Readonly<Partial<Record<Term, tf.Tensor2D>>>

/** For each group what a layer adds to its scores, [heads, sentences, length, length]; `projected` is [tokens, 3 · hidden]. */
export type Disentangled = (projected: tf.Tensor2D, positions: Positions) => readonly tf.Tensor[]

/**
 * (q_i · Pk_δ(i − j) + k_j · Pq_δ(i − j)) / √(d · terms), where δ is the bucket of a distance. He et al. 2021, § 3.1; the second
 * distance is i − j here as in the code, not j − i as in the paper's formula 4.
 */
export const disentangled = (config: DebertaConfig, groups: readonly Grid[]): Disentangled => {
  const { hidden_size: hidden, num_attention_heads: heads } = config
  const factor = 1 / Math.sqrt((hidden / heads) * (1 + config.terms.length))
  const buckets = debertaBuckets(config)
  const placed = groups.map(({ rows }) => {
    const far = distances(rows.shape[1]!)
    return { far, c2p: rowsOf(far, mirrored(buckets)), p2c: rowsOf(far, buckets) }
  })
  const sizes = groups.map(({ cells }) => cells.size)
  return (projected, positions) => {
    const [queries, keys] = tf.split(projected, 3, 1).map(part => tf.split(part, sizes))
    const scaled = { c2p: times(factor, positions.c2p), p2c: times(factor, positions.p2c) }
    return groups.map((group, i) => {
      const { far, ...rows } = placed[i]!
      const term = (name: Term, list: tf.Tensor): tf.Tensor => {
        const along = inHeads(toGrid(list as tf.Tensor2D, group), heads)
        return ofPairs(along, inHeads(embed(scaled[name]!, rows[name]), heads), group, far)
      }
      const terms = {
        c2p: () => term('c2p', queries![i]!),
        p2c: () => tf.transpose(term('p2c', keys![i]!), [0, 1, 3, 2]),
      }
      return config.terms.map(name => terms[name]()).reduce((sum, each) => tf.add(sum, each))
    })
  }
}

const times = (factor: number, x: tf.Tensor2D | undefined) => x && tf.mul(x, factor)

/** Products of all rows with all distances, then the one that each pair has: [heads, sentences, length, length]. */
const ofPairs = (along: tf.Tensor, positions: tf.Tensor, { rows }: Grid, far: Distances): tf.Tensor => {
  const [sentences, length] = rows.shape as [number, number]
  const products = tf.matMul(along, positions, false, true)
  const pairs = byKey(tf.reshape(products, [-1, length, 2 * length]), far)
  return tf.reshape(pairs, [-1, sentences, length, length])
}

/** [..., heads · d] to [heads, rows, d]. */
const inHeads = (x: tf.Tensor, heads: number): tf.Tensor => {
  const width = x.shape.at(-1)! / heads
  return tf.transpose(tf.reshape(x, [-1, heads, width]), [1, 0, 2])
}
