import { chain, type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { type Problems, problem } from '../problem.js'
import { type Activation, activations } from './activation.js'
import { configuration, index, oneOf, positive, rate, size } from './configuration.js'

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

const read = configuration('bert', {
  hidden_size: size,
  num_hidden_layers: size,
  num_attention_heads: size,
  intermediate_size: size,
  vocab_size: size,
  max_position_embeddings: size,
  type_vocab_size: [size, 2],
  pad_token_id: [index, 0],
  layer_norm_eps: [positive, 1e-12],
  initializer_range: [positive, 0.02],
  hidden_act: [oneOf(activations), 'gelu'],
  hidden_dropout_prob: [rate, 0.1],
  attention_probs_dropout_prob: [rate, 0.1],
  position_embedding_type: [t.literal('absolute'), 'absolute'],
  is_decoder: [t.literal(false), false],
})

export const bertConfig = (json: unknown): Either<Problems, BertConfig> => pipe(read(json), chain(fits))

const fits = (config: BertConfig): Either<Problems, BertConfig> => {
  const { hidden_size, num_attention_heads, pad_token_id, vocab_size } = config
  const problems = [
    ...(hidden_size % num_attention_heads === 0
      ? []
      : [
          problem(
            `bert needs hidden_size to be a multiple of num_attention_heads; config.json has ${hidden_size} and ${num_attention_heads}`,
          ),
        ]),
    ...(pad_token_id < vocab_size
      ? []
      : [problem(`bert needs pad_token_id to be below vocab_size; config.json has ${pad_token_id} and ${vocab_size}`)]),
  ]
  return problems.length > 0 ? left(problems) : right(config)
}
