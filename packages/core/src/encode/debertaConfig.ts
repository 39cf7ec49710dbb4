import { chain, type Either, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Problems } from '../problem.js'
import { activations } from './activation.js'
import { configuration, index, integer, layers, oneOf, positive, rate, size } from './configuration.js'
import { fits, type Rule } from './fits.js'

const sizeOr = t.union([size, t.undefined], size.name)
const types = t.union([t.string, t.array(t.string)], 'a list of c2p and p2c, or both with | between them')

const read = configuration('deberta-v2', {
  hidden_size: size,
  num_hidden_layers: layers,
  num_attention_heads: size,
  intermediate_size: size,
  vocab_size: size,
  max_position_embeddings: [size, 512],
  type_vocab_size: [index, 0],
  pad_token_id: [index, 0],
  layer_norm_eps: [positive, 1e-7],
  initializer_range: [positive, 0.02],
  hidden_act: [oneOf(activations), 'gelu'],
  hidden_dropout_prob: [rate, 0.1],
  attention_probs_dropout_prob: [rate, 0.1],
  embedding_size: [sizeOr, undefined],
  attention_head_size: [sizeOr, undefined],
  position_biased_input: [t.boolean, true],
  relative_attention: [t.boolean, false],
  share_att_key: [t.boolean, false],
  max_relative_positions: [integer, -1],
  position_buckets: [integer, -1],
  pos_att_type: [types, []],
  norm_rel_ebd: [t.string, 'none'],
  conv_kernel_size: [integer, 0],
  conv_groups: [size, 1],
  conv_act: [oneOf(activations), 'tanh'],
})

/** Besides content to content, a score may have content to position, q · P_k, and position to content, k · P_q. */
export type Term = 'c2p' | 'p2c'
const terms: readonly Term[] = ['c2p', 'p2c']

/** What DeBERTa-v2's config.json says, under its own keys, and what follows from them. */
export type DebertaConfig = ReturnType<typeof meant>

type Read = ReturnType<typeof read> extends Either<Problems, infer R> ? R : never

const meant = ({ pos_att_type, norm_rel_ebd, ...config }: Read) => {
  const written = listed(pos_att_type)
  return {
    ...config,
    embedding_size: config.embedding_size ?? config.hidden_size,
    attention_head_size: config.attention_head_size ?? config.hidden_size / config.num_attention_heads,
    max_relative_positions:
      config.max_relative_positions < 1 ? config.max_position_embeddings : config.max_relative_positions,
    /** 0 where each distance has a row of its own. */
    position_buckets: Math.max(config.position_buckets, 0),
    /** Tokens that the convolution beside the first layer reads; 0 where there is none. */
    conv_kernel_size: Math.max(config.conv_kernel_size, 0),
    terms: terms.filter(term => written.includes(term)),
    normsPositions: listed(norm_rel_ebd).includes('layer_norm'),
  }
}

const listed = (written: string | readonly string[]): readonly string[] =>
  typeof written === 'string'
    ? written
        .toLowerCase()
        .split('|')
        .map(part => part.trim())
    : written

export const debertaConfig = (json: unknown): Either<Problems, DebertaConfig> =>
  pipe(read(json), map(meant), chain(fits('deberta-v2', 'hidden_size', 'num_attention_heads', rules)))

const rules = (config: DebertaConfig): readonly Rule[] => {
  const { hidden_size: hidden, num_attention_heads: heads, attention_head_size: width } = config
  const { position_buckets: buckets, max_relative_positions: farthest } = config
  const { conv_kernel_size: kernel, conv_groups: parts } = config
  return [
    [
      width * heads === hidden,
      `deberta-v2 needs attention_head_size to be hidden_size / num_attention_heads; config.json has ${width}`,
    ],
    [buckets !== 1, 'deberta-v2 needs position_buckets to be 2 or more, or -1 for none; config.json has 1'],
    [
      buckets === 0 || farthest - 1 > Math.floor(buckets / 2),
      `deberta-v2 needs max_relative_positions above half of position_buckets and one; config.json has ${farthest} and ${buckets}`,
    ],
    [
      kernel === 0 || kernel % 2 === 1,
      `deberta-v2 needs conv_kernel_size to be odd, or 0 for no convolution; config.json has ${kernel}`,
    ],
    [
      kernel === 0 || hidden % parts === 0,
      `deberta-v2 needs hidden_size to be a multiple of conv_groups; config.json has ${hidden} and ${parts}`,
    ],
  ]
}
