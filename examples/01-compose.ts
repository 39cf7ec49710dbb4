// A pipeline is a value: data, then stages in order. Making one runs nothing. It prints as JSON, and that JSON is the same pipeline.
import assert from 'node:assert/strict'
import { data, encode, evaluate, fromJson, pipeline, score, text, toJson, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { vocabulary } from '@siamese/runner'
import { isRight } from 'fp-ts/lib/Either.js'
import { small } from './small.ts'

// #region pipeline
const pairs = data(
  'pairs',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  {
    train: [{ sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 4.6 }],
    dev: [{ sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 5 }],
  },
)

const sts = pipeline(
  pairs,
  tokenize(small, { maxLength: 32 }),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 4, batchSize: 16, best: 'dev.spearman_cosine', seed: 42 }),
)
// #endregion

const json = toJson(sts)
console.log(JSON.stringify(json, null, 2))

// The types know the data set's name and the width: sts is a Pipeline<'pairs', 32>.
const width: 32 = sts.width
assert.equal(width, 32)
assert.deepEqual(sts.problems, [])
assert.deepEqual(
  json.stages.map(({ stage }) => stage),
  ['tokenize', 'encode', 'pool.mean', 'loss.cosineSimilarity', 'evaluate.similarity', 'train'],
)

const read = fromJson(vocabulary, JSON.parse(JSON.stringify(json)))
assert.ok(isRight(read))
assert.deepEqual(toJson(read.right), json)
