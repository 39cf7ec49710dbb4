// A pooling of your own: token vectors and their mask to one vector a sentence. This one lies between the mean and the maximum.
import assert from 'node:assert/strict'
import { definePooling, encode, evaluate, files, options, pipeline, score, take, text, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { asPromise, evaluatePipeline } from '@siamese/runner'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { small } from './small.ts'

// #region pooling
/** log(Σ mₜ exp(s xₜ) / Σ mₜ) / s: the mean for a small sharpness s, the maximum for a large one. */
export const smoothMax = definePooling({
  name: 'pool.smoothMax',
  options: options({ sharpness: [t.number, 1] }),
  apply: ({ tokens, mask }, { sharpness }) => {
    const seen = tf.expandDims(mask, 2)
    const sum = tf.sum(tf.mul(seen, tf.exp(tf.mul(sharpness, tokens))), 1)
    return tf.div(tf.log(tf.div(sum, tf.sum(seen, 1))), sharpness)
  },
})
// #endregion

const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 5)],
] as const
const pairs = take(files('pairs', columns, { dev: ['dev.jsonl'] }, './quickstart/data'), 100)

const before = [tokenize(small), encode(small)] as const
const after = evaluate.similarity({ on: 'dev' })
const spearman = async (pipelined: Parameters<typeof evaluatePipeline>[0]) => {
  assert.deepEqual(pipelined.problems, [])
  const metrics = await asPromise(evaluatePipeline(pipelined, { base: import.meta.dirname }))
  return metrics['dev.spearman_cosine']!
}

const mean = await spearman(pipeline(pairs, ...before, pool.mean(), after))
const nearMean = await spearman(pipeline(pairs, ...before, smoothMax({ sharpness: 0.01 }), after))
const max = await spearman(pipeline(pairs, ...before, pool.max(), after))
const nearMax = await spearman(pipeline(pairs, ...before, smoothMax({ sharpness: 15 }), after))

console.table({ mean, 'sharpness 0.01': nearMean, 'sharpness 15': nearMax, max })
assert.ok(Math.abs(nearMean - mean) < 0.02)
assert.ok(Math.abs(nearMax - max) < 0.05)
