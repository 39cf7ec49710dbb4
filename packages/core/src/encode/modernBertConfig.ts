import { chain, type Either, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Problems } from '../problem.js'
import { type Activation, activations } from './activation.js'
import { configuration, index, oneOf, positive, rate, size, someLayers } from './configuration.js'
import { fits, type Rule } from './fits.js'

/** What ModernBERT's config.json says, under its own keys of today; those of version 4 of transformers are read as well. */
export interface ModernBertConfig {
  readonly hidden_size: number
  readonly num_hidden_layers: number
  readonly num_attention_heads: number
  readonly intermediate_size: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  readonly pad_token_id: number
  readonly norm_eps: number
  readonly initializer_range: number
  readonly hidden_activation: Activation
  readonly norm_bias: boolean
  readonly attention_bias: boolean
  readonly mlp_bias: boolean
  readonly embedding_dropout: number
  readonly mlp_dropout: number
  readonly attention_dropout: number
  /** Tokens that a layer of sliding attention sees, half of them to either side. */
  readonly local_attention: number
  readonly layer_types: readonly LayerType[]
  /** The slowest turn of rotary positions, for each type of layer. */
  readonly theta: Readonly<Record<LayerType, number>>
}

export type LayerType = 'full_attention' | 'sliding_attention'
const layerTypes = { full_attention: null, sliding_attention: null }

const rope = t.partial({ rope_type: t.literal('default'), rope_theta: positive })
const ropes = t.partial(
  { full_attention: t.union([rope, t.null]), sliding_attention: t.union([rope, t.null]) },
  'a rope_theta and rope_type "default" for full_attention and for sliding_attention',
)

const read = configuration('modernbert', {
  hidden_size: size,
  num_hidden_layers: someLayers,
  num_attention_heads: size,
  intermediate_size: size,
  vocab_size: size,
  max_position_embeddings: [size, 8192],
  pad_token_id: [index, 50283],
  norm_eps: [positive, 1e-5],
  initializer_range: [positive, 0.02],
  hidden_activation: [oneOf(activations), 'gelu'],
  norm_bias: [t.boolean, false],
  attention_bias: [t.boolean, false],
  mlp_bias: [t.boolean, false],
  embedding_dropout: [rate, 0],
  mlp_dropout: [rate, 0],
  attention_dropout: [rate, 0],
  local_attention: [size, 128],
  layer_types: [
    t.union([t.array(oneOf(layerTypes)), t.undefined], `a list of ${Object.keys(layerTypes).join(' and ')}`),
    undefined,
  ],
  global_attn_every_n_layers: [size, 3],
  rope_parameters: [ropes, {}],
  rope_scaling: [rope, {}],
  global_rope_theta: [positive, 160_000],
  local_rope_theta: [positive, 10_000],
})

export const modernBertConfig = (json: unknown): Either<Problems, ModernBertConfig> =>
  pipe(read(oneTheta(json)), map(today), chain(fits('modernbert', 'hidden_size', 'num_attention_heads', rules)))

/** In version 4 a local theta that is null, not one that is left out, is the global one. */
const oneTheta = (json: unknown): unknown =>
  t.UnknownRecord.is(json) && json.local_rope_theta === null
    ? { ...json, local_rope_theta: json.global_rope_theta }
    : json

type Read = ReturnType<typeof read> extends Either<Problems, infer R> ? R : never

const today = ({
  global_attn_every_n_layers: every,
  rope_parameters: ofTypes,
  rope_scaling: ofAll,
  global_rope_theta,
  local_rope_theta,
  ...config
}: Read): ModernBertConfig => {
  const theta = (type: LayerType, older: number) => ofAll.rope_theta ?? ofTypes[type]?.rope_theta ?? older
  return {
    ...config,
    layer_types:
      config.layer_types ??
      Array.from({ length: config.num_hidden_layers }, (_, i) =>
        i % every === 0 ? 'full_attention' : 'sliding_attention',
      ),
    theta: {
      full_attention: theta('full_attention', global_rope_theta),
      sliding_attention: theta('sliding_attention', local_rope_theta),
    },
  }
}

const rules = (config: ModernBertConfig): readonly Rule[] => {
  const { hidden_size, num_attention_heads, num_hidden_layers, layer_types } = config
  return [
    [
      (hidden_size / num_attention_heads) % 2 !== 1,
      `modernbert needs heads of an even width; config.json has hidden_size ${hidden_size} and num_attention_heads ${num_attention_heads}`,
    ],
    [
      layer_types.length === num_hidden_layers,
      `modernbert needs layer_types to have a type for each layer, num_hidden_layers; config.json has ${layer_types.length} for ${num_hidden_layers}`,
    ],
  ]
}
