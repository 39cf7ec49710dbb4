import { untrained } from '@siamese/core'

/** A very small BERT with fresh weights: what the examples train in seconds. Its vocabulary is the quickstart's. */
export const small = untrained('small', {
  architecture: 'bert',
  config: {
    vocab_size: 1600,
    hidden_size: 32,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 64,
    max_position_embeddings: 32,
  },
  tokenizer: './quickstart/data/tokenizer.json',
  seed: 7,
})
