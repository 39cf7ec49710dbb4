/** Why: Two encoders may be of other widths, and the vectors of both routes are compared number by number. Cure: End the wider or the narrower route with a dense layer. */
import { encode, pipeline, router, tokenize, untrained } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, triplets } from '../known.js'

const table = untrained('table', {
  architecture: 'static',
  config: { vocab_size: 30522, hidden_size: 256, num_hidden_layers: 0, max_position_embeddings: 512 },
  tokenizer: 'tokenizer.json',
  seed: 1,
})

export const refused = pipeline(
  triplets,
  router({
    query: [tokenize(table), encode(table), pool.mean()],
    document: [tokenize(minilm), encode(minilm), pool.mean()],
  }),
)
