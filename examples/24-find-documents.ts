// A retrieval set as BEIR lays it out: queries, a corpus, and which document is relevant to which query. The relevant pairs are its rows:
// a loss learns from them, and evaluate.retrieval looks for them in the whole corpus.
import assert from 'node:assert/strict'
import { check, encode, evaluate, pipeline, retrieval, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, evaluatePipeline } from '@siamese/runner'
import { small } from './small.ts'

// #region retrieval
const library = retrieval(
  'library',
  {
    queries: ['queries.jsonl'],
    corpus: ['corpus.jsonl'],
    relevance: { train: ['qrels/train.tsv'], test: ['qrels/test.tsv'] },
  },
  './library',
)
const scored = pipeline(
  library,
  tokenize(small),
  encode(small),
  pool.mean(),
  evaluate.retrieval({ on: 'test', ndcgAt: [3, 10] }),
)
// #endregion
const metrics = await asPromise(evaluatePipeline(scored, { base: import.meta.dirname }))
console.log(metrics)
assert.equal(Object.keys(metrics)[0], 'test.cosine_ndcg@3')
assert.ok(metrics['test.cosine_ndcg@10']! > 0.3, 'shared words alone find some')
assert.ok(metrics['test.cosine_recall@10']! >= metrics['test.cosine_recall@1']!)

const learned = pipeline(
  library,
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.multipleNegativesRanking({ columns: { anchor: 'query', positive: 'document' } }),
  evaluate.retrieval({ on: 'test' }),
  train({ epochs: 1, batchSize: 4 }),
)
assert.deepEqual(check(learned.data, learned.stages).problems, [])
