import { chain, type Either } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Problems } from '../problem.js'
import { type Activation, activations } from './activation.js'
import { configuration, index, layers, oneOf, positive, rate, size } from './configuration.js'
import { fits } from './fits.js'

/** What BERT's config.json says, under its own keys. */
export interface BertConfig {
  readonly hidden_size: number
  readonly num_hidden_layers: number
  readonly num_attention_heads: number
  readonly intermediate_size: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  readonly type_vocab_size: number
  readonly pad_token_id: number
  readonly layer_norm_eps: number
  readonly initializer_range: number
  readonly hidden_act: Activation
  readonly hidden_dropout_prob: number
  readonly attention_probs_dropout_prob: number
}

/** The keys of BERT and its relatives, which differ in what an unwritten one means. */
export const bertFields = ({ pad_token_id = 0, hidden_act = 'gelu', dropout = 0.1 } = {}) =>
  ({
    hidden_size: size,
    num_hidden_layers: layers,
    num_attention_heads: size,
    intermediate_size: size,
    vocab_size: size,
    max_position_embeddings: size,
    type_vocab_size: [size, 2],
    pad_token_id: [index, pad_token_id],
    layer_norm_eps: [positive, 1e-12],
    initializer_range: [positive, 0.02],
    hidden_act: [oneOf(activations), hidden_act],
    hidden_dropout_prob: [rate, dropout],
    attention_probs_dropout_prob: [rate, dropout],
    position_embedding_type: [t.literal('absolute'), 'absolute'],
    is_decoder: [t.literal(false), false],
  }) as const

export const bertConfig = (name: string, unwritten?: { readonly pad_token_id: number }) => {
  const read = configuration(name, bertFields(unwritten))
  return (json: unknown): Either<Problems, BertConfig> =>
    pipe(read(json), chain(fits(name, 'hidden_size', 'num_attention_heads')))
}
