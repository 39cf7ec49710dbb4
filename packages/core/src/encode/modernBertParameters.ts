import type { Shapes } from './layerParameters.js'
import type { ModernBertConfig } from './modernBertConfig.js'

/** ModernBERT's weights and their shapes, named and ordered as in the state dict of Hugging Face's ModernBertModel. */
export const modernBertParameters = (config: ModernBertConfig): Shapes => {
  const { hidden_size: hidden, intermediate_size: wide } = config
  const norm = (name: string): Shapes => shapes(name, [hidden], config.norm_bias)
  return {
    'embeddings.tok_embeddings.weight': [config.vocab_size, hidden],
    ...norm('embeddings.norm'),
    ...Object.assign(
      {},
      ...Array.from({ length: config.num_hidden_layers }, (_, i) => ({
        ...(i === 0 ? {} : norm(`layers.${i}.attn_norm`)),
        ...shapes(`layers.${i}.attn.Wqkv`, [3 * hidden, hidden], config.attention_bias),
        ...shapes(`layers.${i}.attn.Wo`, [hidden, hidden], config.attention_bias),
        ...norm(`layers.${i}.mlp_norm`),
        ...shapes(`layers.${i}.mlp.Wi`, [2 * wide, hidden], config.mlp_bias),
        ...shapes(`layers.${i}.mlp.Wo`, [hidden, wide], config.mlp_bias),
      })),
    ),
    ...norm('final_norm'),
  }
}

const shapes = (name: string, weight: readonly number[], hasBias: boolean): Shapes => ({
  [`${name}.weight`]: weight,
  ...(hasBias ? { [`${name}.bias`]: [weight[0]!] } : {}),
})
