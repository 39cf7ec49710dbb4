import * as t from 'io-ts'
import { count, flag, maybe, named } from './readJson.js'

/** The reference's names of poolings, in the order in which older folders' flags are read. */
export const poolingStages = {
  cls: 'pool.cls',
  max: 'pool.max',
  mean: 'pool.mean',
  mean_sqrt_len_tokens: 'pool.meanSqrtLength',
  weightedmean: 'pool.weightedMean',
  lasttoken: 'pool.lastToken',
} as const

export type PoolingMode = keyof typeof poolingStages

const isMode = (u: unknown): u is PoolingMode => typeof u === 'string' && Object.hasOwn(poolingStages, u)

/** 1_Pooling/config.json, as written since version 6 or before. */
export const PoolingConfig = t.partial({
  embedding_dimension: maybe(count),
  word_embedding_dimension: maybe(count),
  pooling_mode: named(
    `one or a list of ${Object.keys(poolingStages).join(', ')}`,
    (u): u is PoolingMode | readonly PoolingMode[] | undefined =>
      u === undefined || isMode(u) || (Array.isArray(u) && u.length > 0 && u.every(isMode)),
  ),
  include_prompt: maybe(flag),
  pooling_mode_cls_token: maybe(flag),
  pooling_mode_max_tokens: maybe(flag),
  pooling_mode_mean_tokens: maybe(flag),
  pooling_mode_mean_sqrt_len_tokens: maybe(flag),
  pooling_mode_weightedmean_tokens: maybe(flag),
  pooling_mode_lasttoken: maybe(flag),
})

export type PoolingConfig = t.TypeOf<typeof PoolingConfig>

/** The poolings in the order in which their vectors are joined; the mean when a folder names none, as in the reference. */
export const poolingModes = (config: PoolingConfig): readonly PoolingMode[] => {
  const { pooling_mode: given } = config
  if (given !== undefined) return typeof given === 'string' ? [given] : given
  const flags: readonly (readonly [PoolingMode, boolean | null | undefined])[] = [
    ['cls', config.pooling_mode_cls_token],
    ['max', config.pooling_mode_max_tokens],
    ['mean', config.pooling_mode_mean_tokens],
    ['mean_sqrt_len_tokens', config.pooling_mode_mean_sqrt_len_tokens],
    ['weightedmean', config.pooling_mode_weightedmean_tokens],
    ['lasttoken', config.pooling_mode_lasttoken],
  ]
  const on = flags.flatMap(([mode, isOn]) => (isOn ? [mode] : []))
  return on.length > 0 ? on : ['mean']
}
