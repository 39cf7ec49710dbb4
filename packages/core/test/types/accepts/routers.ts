import {
  choose,
  encode,
  evaluate,
  fragment,
  freeze,
  type Pipeline,
  pipeline,
  router,
  tasks,
  tokenize,
  train,
  untrained,
  when,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { mini, minilm, nli, questions, stsb, triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** A head of its own for queries; documents stay as they are. */
export const asymmetric = pipeline(
  triplets,
  sbert,
  router({ query: [pool.dense({ width: 384, residual: true })], document: [] }),
  pool.normalize(),
  loss.multipleNegativesRanking(),
  freeze({ parameters: ['embeddings', 'document', 'query.pool.dense.linear.bias'] }),
  evaluate.triplet({ on: 'dev' }),
  train({ epochs: 1 }),
)
export const narrower = pipeline(
  questions,
  sbert,
  router({ query: [pool.dense({ width: 64 })], document: [pool.dense({ width: 128 }), pool.truncate({ width: 64 })] }),
  evaluate.retrieval({ on: 'dev' }),
)
export const poolings = pipeline(
  triplets,
  tokenize(minilm),
  encode(minilm),
  router({
    query: [pool.cls()],
    document: [fragment(pool.cnn({ channels: 128, kernels: [3, 3, 3] }), pool.mean())],
    default: 'query',
  }),
)
export const byName = pipeline(
  stsb,
  sbert,
  router({ query: [pool.layerNorm()], document: [], columns: { sentence1: 'query', sentence2: 'document' } }),
  loss.cosineSimilarity(),
)
export const ofSeveral = pipeline(
  tasks(nli, triplets),
  sbert,
  router({ query: [pool.layerNorm()], document: [], columns: { premise: 'query', hypothesis: 'query' } }),
)
export const varied = pipeline(
  triplets,
  sbert,
  router({
    query: [choose(pool.layerNorm(), pool.normalize()), when(choose(true, false), pool.dropout())],
    document: [],
  }),
)
/** A whole route may be chosen, as a list of stages or of none. */
export const wholes = pipeline(
  triplets,
  tokenize(minilm),
  encode(minilm),
  router({
    query: choose(
      [pool.mean(), pool.dense({ width: 384 })],
      [fragment(pool.cls()), when(choose(true, false), pool.normalize())],
    ),
    document: choose([pool.cls()], [choose(pool.mean(), pool.max())]),
  }),
  loss.multipleNegativesRanking(),
)
/** An encoder for each route: a table of token vectors for queries, trained beside the documents' own. */
const table = untrained('table', {
  architecture: 'static',
  config: { vocab_size: 30522, hidden_size: 256, num_hidden_layers: 0, max_position_embeddings: 512 },
  tokenizer: 'tokenizer.json',
  seed: 1,
})
export const twoEncoders = pipeline(
  triplets,
  router({
    query: [tokenize(table), encode(table), pool.mean(), pool.dense({ width: 384 })],
    document: [tokenize(minilm, { maxLength: 128 }), encode(minilm), pool.mean()],
  }),
  pool.normalize(),
  loss.multipleNegativesRanking(),
  freeze({ parameters: ['document', 'query.embedding'] }),
  evaluate.triplet({ on: 'dev' }),
  train({ epochs: 1 }),
)
/** Two copies of one model, trained apart; a sweep may choose what a route has. */
const copy = fragment(tokenize(minilm), encode(minilm), pool.mean())
export const copies = pipeline(
  stsb,
  router({ query: [copy], document: [copy], columns: { sentence1: 'query', sentence2: 'document' } }),
  loss.cosineSimilarity(),
)
export const chosen = pipeline(
  triplets,
  router({ query: [copy], document: [choose(copy, fragment(tokenize(minilm), encode(minilm), pool.cls()))] }),
)
/** What the model declares stands in its route. */
export const declared = pipeline(
  triplets,
  router({ query: [copy], document: [tokenize(mini), encode(mini), pool.mean(), pool.normalize()] }),
)

same<typeof asymmetric, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof narrower.width, 64>()
same<typeof poolings, Pipeline<'triplets', 384, 'minilm', 'sentenceEmbeddings'>>()
same<typeof byName.ends, 'objective'>()
same<typeof varied.width, 384>()
same<typeof wholes, Pipeline<'triplets', 384, 'minilm', 'objective'>>()
same<typeof twoEncoders, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof copies, Pipeline<'stsb', 384, 'minilm', 'objective'>>()
same<typeof chosen.width, 384>()
same<typeof declared, Pipeline<'triplets', 384, 'mini', 'sentenceEmbeddings'>>()
