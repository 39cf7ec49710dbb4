// A pipeline without training is evaluation. What shared words alone are worth: fresh weights on the quickstart's sentence pairs.
import assert from 'node:assert/strict'
import { encode, evaluate, files, pipeline, score, take, text, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { asPromise, evaluatePipeline } from '@siamese/runner'
import { small } from './small.ts'

// #region evaluate
const pairs = files(
  'pairs',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  { dev: ['dev.jsonl'] },
  './quickstart/data',
)

const scored = pipeline(
  take(pairs, 200),
  tokenize(small),
  encode(small),
  pool.mean(),
  evaluate.similarity({ on: 'dev', similarity: ['cosine', 'euclidean'] }),
)
const metrics = await asPromise(evaluatePipeline(scored, { base: import.meta.dirname }))
// #endregion

console.table(metrics)
assert.deepEqual(Object.keys(metrics).slice(0, 2), ['dev.pearson_cosine', 'dev.spearman_cosine'])
assert.ok(metrics['dev.spearman_cosine']! > 0.2 && metrics['dev.spearman_cosine']! < 0.75)
assert.equal(metrics['dev.spearman_max'], Math.max(metrics['dev.spearman_cosine']!, metrics['dev.spearman_euclidean']!))
