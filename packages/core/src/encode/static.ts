import * as t from 'io-ts'
import type { Architecture } from './architecture.js'
import { configuration, positive, rate, size } from './configuration.js'
import { embed } from './embed.js'

/** A table of token vectors and nothing above it. No files describe it but its own; these keys are ours. */
export interface StaticConfig {
  readonly hidden_size: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  readonly initializer_range: number
  readonly hidden_dropout_prob: number
  /** Whether training moves the vectors. */
  readonly update_embeddings: boolean
}

/** Nothing in a table limits a text. A pipeline needs a number; this one is longer than any text. */
export const unlimited = 1_000_000

/** The table is called as every other encoder's, so that `freeze` and `rates` say `embeddings` of all of them. */
export const tableParameter = 'embeddings.word_embeddings.weight'

const read = (name: string, moved: boolean) =>
  configuration(name, {
    hidden_size: size,
    vocab_size: size,
    num_hidden_layers: [t.literal(0, '0'), 0],
    max_position_embeddings: [size, unlimited],
    initializer_range: [positive, 1],
    hidden_dropout_prob: [rate, 0],
    update_embeddings: [t.boolean, moved],
  })

/**
 * Static embeddings: a token's vector is its row of a table, whatever stands around it. Under `pool.mean` this is the embedding bag of
 * sentence-transformers and of Model2Vec; a text without tokens gives the zero vector. Tokenizers put no special tokens around a text.
 */
export const staticEmbedding: Architecture<StaticConfig> = {
  name: 'static',
  config: read('static', true),
  facts: config => ({
    hidden: config.hidden_size,
    layers: 0,
    positions: config.max_position_embeddings,
    vocabulary: config.vocab_size,
  }),
  dropout: config => ({ hidden: config.hidden_dropout_prob, attention: 0 }),
  withDropout: (config, { hidden = config.hidden_dropout_prob }) => ({ ...config, hidden_dropout_prob: hidden }),
  parameters: config => ({ [tableParameter]: [config.vocab_size, config.hidden_size] }),
  sideBySide: () => ({}),
  tables: [tableParameter],
  ignored: [],
  frozen: config => (config.update_embeddings ? [] : [tableParameter]),
  fresh: config => ({ deviation: config.initializer_range, zeroRows: {} }),
  layers: (config, weights, { ids }, dropout) => [
    dropout(embed(weights[tableParameter]!, ids), config.hidden_dropout_prob),
  ],
}

/** Word vectors, as GloVe and word2vec make them: a row for each word of a list. They stay as they are unless `update_embeddings` says otherwise. */
export const wordVectors: Architecture<StaticConfig> = {
  ...staticEmbedding,
  name: 'word-vectors',
  config: read('word-vectors', false),
}
