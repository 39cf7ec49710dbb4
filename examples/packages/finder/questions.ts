import { binary, data, text, untrained } from '@siamese/core'

const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['same', binary],
] as const

/** Questions that ask the same, and questions that only sound alike. */
export const questions = data('questions', columns, {
  train: [
    { sentence1: 'When is the shop open?', sentence2: 'At what time does the shop open?', same: 1 },
    { sentence1: 'When is the shop open?', sentence2: 'Where is the shop?', same: 0 },
    { sentence1: 'How do I feed a horse?', sentence2: 'What is a horse fed with?', same: 1 },
    { sentence1: 'How do I feed a horse?', sentence2: 'How do I sell a horse?', same: 0 },
    { sentence1: 'Who plays the guitar?', sentence2: 'Who is the man with the guitar?', same: 1 },
    { sentence1: 'Who plays the guitar?', sentence2: 'Who made the guitar?', same: 0 },
  ],
  dev: [
    { sentence1: 'When does the shop open?', sentence2: 'At what time is the shop open?', same: 1 },
    { sentence1: 'When does the shop open?', sentence2: 'Where does the shop open?', same: 0 },
  ],
})

/** A very small encoder with fresh weights; a real project has one of `siamese add model`. */
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
  tokenizer: '../../quickstart/data/tokenizer.json',
  seed: 7,
})
