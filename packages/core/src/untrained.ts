import type { Model } from './model.js'

/** An architecture's configuration under the names of the Hugging Face config.json; sizes that are left out are not open. */
export interface UntrainedConfig {
  readonly vocab_size: number
  readonly hidden_size: number
  readonly num_hidden_layers: number
  readonly max_position_embeddings: number
  readonly [key: string]: unknown
}

/**
 * An encoder with fresh weights, drawn from its configuration and a seed; the same on every engine.
 * `tokenizer` is a tokenizer.json, relative to the file that names it.
 */
export const untrained = <const Name extends string, const C extends UntrainedConfig>(
  name: Name,
  model: { readonly architecture: string; readonly config: C; readonly tokenizer: string; readonly seed: number },
): Model<
  Name,
  C['hidden_size'],
  C['max_position_embeddings'],
  C['vocab_size'],
  readonly [],
  C['num_hidden_layers']
> => ({
  model: name,
  architecture: model.architecture,
  hidden: model.config.hidden_size,
  layers: model.config.num_hidden_layers,
  positions: model.config.max_position_embeddings,
  vocabulary: model.config.vocab_size,
  maxLength: model.config.max_position_embeddings,
  modules: [],
  origin: { config: model.config, seed: model.seed, tokenizer: model.tokenizer },
})
