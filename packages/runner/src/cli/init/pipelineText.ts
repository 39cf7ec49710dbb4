/** The pipeline of a new project, for a tokenizer of so many pieces. */
export const pipelineText = (vocabulary: number): string => `${imports.join('\n')}

/** A very small BERT with fresh weights. A model that was trained before comes by \`siamese add model\`. */
const small = untrained('small', {
  architecture: 'bert',
  config: {
    vocab_size: ${vocabulary},
    hidden_size: 32,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 64,
    max_position_embeddings: 32,
  },
  tokenizer: './data/tokenizer.json',
  seed: 42,
})

export default pipeline(
  pairs,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  evaluate.similarity({ on: 'test' }),
  train({ epochs: 6, batchSize: 16, learningRate: 4e-3, dropout: 0, best: 'dev.spearman_cosine' }),
)
`

const imports = [
  "import { encode, evaluate, pipeline, tokenize, train, untrained } from '@siamese/core'",
  "import * as loss from '@siamese/losses'",
  "import * as pool from '@siamese/pooling'",
  "import { pairs } from './siamese.lock.ts'",
]
