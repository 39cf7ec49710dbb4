// A small encoder from fresh weights, trained on the pairs of this folder: what `quickstart` runs.
import { encode, evaluate, files, pipeline, score, text, tokenize, train, untrained } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'

const small = untrained('small', {
  architecture: 'bert',
  config: {
    vocab_size: 1600,
    hidden_size: 64,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 256,
    max_position_embeddings: 64,
  },
  tokenizer: './data/tokenizer.json',
  seed: 42,
})

const pairs = files(
  'pairs',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  { train: ['train.jsonl'], dev: ['dev.jsonl'], test: ['test.jsonl'] },
  './data',
)

export default pipeline(
  pairs,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  evaluate.similarity({ on: 'test' }),
  train({ epochs: 2, batchSize: 32, learningRate: 2e-3, dropout: 0, best: 'dev.spearman_cosine', seed: 42 }),
)
