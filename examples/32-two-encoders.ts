// Queries and documents by an encoder each: a table of token vectors, which is read in no time, for the queries that wait for an answer, beside
// a transformer for the documents, which are encoded once.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode, evaluate, pipeline, retrieval, router, tokenize, train, untrained } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, load, run } from '@siamese/runner'
import { small } from './small.ts'

const files = {
  queries: ['queries.jsonl'],
  corpus: ['corpus.jsonl'],
  relevance: { train: ['qrels/train.tsv'], test: ['qrels/test.tsv'] },
}
const library = retrieval('library', files, './library')
// #region two-encoders
const table = untrained('table', {
  architecture: 'static',
  config: { vocab_size: 1600, hidden_size: 16, num_hidden_layers: 0, max_position_embeddings: 64 },
  tokenizer: './quickstart/data/tokenizer.json',
  seed: 1,
})
const asymmetric = pipeline(
  library,
  router({
    query: [tokenize(table), encode(table), pool.mean(), pool.dense({ width: 32 })],
    document: [tokenize(small), encode(small), pool.mean()],
  }),
  pool.normalize(),
  loss.multipleNegativesRanking({ columns: { anchor: 'query', positive: 'document' } }),
  evaluate.retrieval({ on: 'train' }),
  train({ epochs: 30, batchSize: 8, learningRate: 1e-2, rates: [['document', 1e-3]], seed: 42 }),
)
// #endregion

const parent = await mkdtemp(join(tmpdir(), 'siamese-two-'))
const { before, after, model } = await asPromise(
  run(asymmetric, { base: import.meta.dirname, out: join(parent, 'run') }),
)
const ndcg = 'train.cosine_ndcg@10'
console.log(`${ndcg}: ${before![ndcg]!.toFixed(3)} before, ${after![ndcg]!.toFixed(3)} after`)
assert.ok(after![ndcg]! > before![ndcg]! + 0.2, 'two encoders that knew nothing of each other')

const { encodeQuery, encodeDocument, dispose } = await load(model!)
const [[asked], [told]] = [await encodeQuery(['a book on bread']), await encodeDocument(['a book on bread'])]
assert.equal(asked!.length, told!.length)
assert.notDeepEqual(asked, told)
dispose()
await rm(parent, { recursive: true })
