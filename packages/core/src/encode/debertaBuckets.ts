import type { DebertaConfig } from './debertaConfig.js'
import type { Buckets } from './distances.js'

type Sizes = Pick<DebertaConfig, 'position_buckets' | 'max_relative_positions' | 'max_position_embeddings'>

/** Rows of rel_embeddings for either side. */
export const spanOf = ({ position_buckets, max_relative_positions }: Sizes): number =>
  position_buckets || max_relative_positions

/**
 * The row of rel_embeddings for query − key: near ones have a row each, far ones share rows that grow with the logarithm of the
 * distance. He et al. 2023, § 3.2 of DeBERTa-v3's code. No text is longer than `max_position_embeddings`.
 */
export const debertaBuckets = (config: Sizes): Buckets => {
  const span = spanOf(config)
  const bucket = config.position_buckets === 0 ? (distance: number) => distance : logarithmic(config)
  const of = (distance: number) => Math.min(Math.max(bucket(distance) + span, 0), 2 * span - 1)
  return { reach: config.max_position_embeddings, of }
}

/** The same, asked for key − query. */
export const mirrored = ({ reach, of }: Buckets): Buckets => ({ reach, of: distance => of(-distance) })

/** In numbers of 32 bits, as the reference has. */
const logarithmic = ({ position_buckets, max_relative_positions }: Sizes) => {
  const near = Math.floor(position_buckets / 2)
  const whole = single(log(single((max_relative_positions - 1) / near)))
  return (distance: number): number => {
    const far = Math.abs(distance)
    if (far <= near) return distance
    const share = single(single(single(log(single(far / near))) / whole) * (near - 1))
    return Math.sign(distance) * (Math.ceil(share) + near)
  }
}
const { fround: single, log } = Math
