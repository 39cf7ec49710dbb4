// Two runs side by side: the settings that differ, the metrics, and how much of a difference may be chance.
import assert from 'node:assert/strict'
import { encode, evaluate, files, pipeline, score, take, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, compare, run } from '@siamese/runner'
import { small } from './small.ts'

const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 5)],
] as const
const paths = { train: ['train.jsonl'], dev: ['dev.jsonl'] }
const pairs = take(files('pairs', columns, paths, './quickstart/data'), 256)
const trained = (learningRate: number) =>
  pipeline(
    pairs,
    tokenize(small),
    encode(small),
    pool.mean(),
    loss.cosineSimilarity(),
    evaluate.similarity({ on: 'dev' }),
    train({ epochs: 2, batchSize: 16, learningRate }),
  )

// #region compare
const folders: string[] = []
for (const rate of [1e-5, 1e-3])
  folders.push((await asPromise(run(trained(rate), { base: import.meta.dirname }))).folder)
const { settings, runs, significance } = await asPromise(compare(folders))

for (const { setting, values } of settings) console.log(`${setting}: ${values.join(' and ')}`)
for (const { folder, metrics } of runs) console.log(`${folder}: ${metrics['dev.spearman_cosine']!.toFixed(4)}`)
for (const { metric, difference, low, high } of significance)
  console.log(`${metric}: ${difference.toFixed(4)}, 95 % between ${low.toFixed(4)} and ${high.toFixed(4)}`)
// #endregion
assert.deepEqual(
  settings.map(({ setting }) => setting),
  ['train.learningRate'],
)
const [cosine] = significance
assert.ok(cosine!.low <= cosine!.difference && cosine!.difference <= cosine!.high)
