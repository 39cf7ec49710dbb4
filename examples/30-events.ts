// What happens in a run is a stream of typed events: a script looks at each, stops when it has seen enough, and goes on later.
import assert from 'node:assert/strict'
import { data, encode, evaluate, pipeline, score, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { eventsOf, resume, runEvents } from '@siamese/runner'
import { small } from './small.ts'

const rows = [
  { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
  { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', score: 0 },
  { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 4 },
]
const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 5)],
] as const
const watched = pipeline(
  data('watched', columns, { train: rows, dev: rows }),
  tokenize(small),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 6, batchSize: 2, learningRate: 2e-3, evaluateEvery: 4 }),
)

// #region events
let folder = ''
for await (const event of runEvents(watched, { base: import.meta.dirname })) {
  if (event.event === 'started') folder = event.folder
  if (event.event === 'step') console.log(`step ${event.step} of ${event.total}: loss ${event.loss.toFixed(4)}`)
  // Leaving the loop stops the run, which keeps a checkpoint first.
  if (event.event === 'evaluation' && event.moment === 'during') break
}

let correlation = Number.NaN
for await (const event of eventsOf(watching => resume(folder, watching))) {
  if (event.event === 'resumed') console.log(`goes on behind step ${event.step}`)
  if (event.event === 'done') correlation = event.result.after!['dev.spearman_cosine']!
  if (event.event === 'stopped') throw new Error(event.why.join('\n'))
}
// #endregion
console.log(`dev.spearman_cosine ${correlation.toFixed(4)}`)
assert.ok(correlation > 0)
