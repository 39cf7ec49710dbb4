import type { Activation } from './activation.js'
import type { DropoutRates, EncoderFacts } from './architecture.js'
import type { LayerNames, PostNorm } from './postNorm.js'

/** The keys that config.json of BERT and of its relatives share. */
export interface BertLike {
  readonly hidden_size: number
  readonly num_hidden_layers: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  readonly layer_norm_eps: number
  readonly hidden_act: Activation
  readonly hidden_dropout_prob: number
  readonly attention_probs_dropout_prob: number
}

export const bertFacts = (config: BertLike): EncoderFacts => ({
  hidden: config.hidden_size,
  layers: config.num_hidden_layers,
  positions: config.max_position_embeddings,
  vocabulary: config.vocab_size,
})

export const bertDropout = (config: BertLike): DropoutRates => ({
  hidden: config.hidden_dropout_prob,
  attention: config.attention_probs_dropout_prob,
})

export const withBertDropout = <C extends BertLike>(config: C, { hidden, attention }: Partial<DropoutRates>): C => ({
  ...config,
  hidden_dropout_prob: hidden ?? config.hidden_dropout_prob,
  attention_probs_dropout_prob: attention ?? config.attention_probs_dropout_prob,
})

/** A layer whose parts are called so; what each of its two halves adds is dropped at one rate. */
export const bertLayer = (names: LayerNames, config: BertLike): PostNorm => {
  const { hidden, attention } = bertDropout(config)
  return {
    names,
    activation: config.hidden_act,
    epsilon: config.layer_norm_eps,
    dropout: { attention, mixed: hidden, output: hidden },
  }
}
