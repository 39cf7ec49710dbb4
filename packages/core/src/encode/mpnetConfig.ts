import { chain, type Either, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Problems } from '../problem.js'
import { type Activation, activations } from './activation.js'
import { configuration, layers, oneOf, positive, rate, size } from './configuration.js'
import { fits, type Rule } from './fits.js'

/** What MPNet's config.json says, under its own keys. */
export interface MpnetConfig {
  readonly hidden_size: number
  readonly num_hidden_layers: number
  readonly num_attention_heads: number
  readonly intermediate_size: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  /** The token of padding, and its position: always 1, whatever is written. */
  readonly pad_token_id: number
  readonly relative_attention_num_buckets: number
  readonly layer_norm_eps: number
  readonly initializer_range: number
  readonly hidden_act: Activation
  readonly hidden_dropout_prob: number
  readonly attention_probs_dropout_prob: number
}

const padding = 1
/** Rows that the function from distances to rows of relative_attention_bias knows; a table may be longer. */
const mostBuckets = 32

const read = configuration('mpnet', {
  hidden_size: size,
  num_hidden_layers: layers,
  num_attention_heads: size,
  intermediate_size: size,
  vocab_size: size,
  max_position_embeddings: [size, 512],
  relative_attention_num_buckets: [size, mostBuckets],
  layer_norm_eps: [positive, 1e-12],
  initializer_range: [positive, 0.02],
  hidden_act: [oneOf(activations), 'gelu'],
  hidden_dropout_prob: [rate, 0.1],
  attention_probs_dropout_prob: [rate, 0.1],
})

export const mpnetConfig = (json: unknown): Either<Problems, MpnetConfig> =>
  pipe(
    read(json),
    map(config => ({ ...config, pad_token_id: padding })),
    chain(fits('mpnet', 'hidden_size', 'num_attention_heads', rules)),
  )

const rules = ({
  max_position_embeddings: positions,
  relative_attention_num_buckets: buckets,
}: Pick<MpnetConfig, 'max_position_embeddings' | 'relative_attention_num_buckets'>): readonly Rule[] => [
  [
    positions > padding + 1,
    `mpnet needs max_position_embeddings above ${padding + 1}, as the first rows are never used; config.json has ${positions}`,
  ],
  [
    buckets >= mostBuckets,
    `mpnet needs relative_attention_num_buckets to be ${mostBuckets} or more; config.json has ${buckets}`,
  ],
]
