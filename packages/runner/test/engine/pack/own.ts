import { data, encode, evaluate, pipeline, score, text, tokenize, train, untrained } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'

export const tiny = untrained('tiny', {
  architecture: 'bert',
  config: {
    vocab_size: 16,
    hidden_size: 8,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 16,
    max_position_embeddings: 16,
  },
  tokenizer: './tokenizer.json',
  seed: 1,
})

const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 5)],
] as const
export const pairs = data('pairs', columns, {
  train: [
    { sentence1: 'a cat sat', sentence2: 'a cat', score: 5 },
    { sentence1: 'a cat sat', sentence2: 'the train', score: 0 },
    { sentence1: 'a cat', sentence2: 'a cat sat', score: 4 },
    { sentence1: 'a cat', sentence2: 'the train', score: 0 },
    { sentence1: 'the train', sentence2: 'the train', score: 5 },
    { sentence1: 'the train', sentence2: 'a cat sat', score: 1 },
    { sentence1: 'the cat', sentence2: 'a cat', score: 3 },
    { sentence1: 'the cat', sentence2: 'a train', score: 1 },
  ],
})

export default pipeline(
  pairs,
  tokenize(tiny),
  encode(tiny),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'train' }),
  train({ epochs: 1, batchSize: 4 }),
)
