// Training in sequence: the second pipeline begins with the model that the first one trained.
import assert from 'node:assert/strict'
import {
  classes,
  data,
  encode,
  evaluate,
  fragment,
  pipeline,
  score,
  sequence,
  text,
  tokenize,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, runSequence } from '@siamese/runner'
import { small } from './small.ts'

const pair = [
  ['sentence1', text],
  ['sentence2', text],
] as const
const [open, closed, horse] = ['The shop is open.', 'The shop is closed.', 'A girl feeds the horse.']
const nli = data('nli', [...pair, ['label', classes('entailment', 'contradiction')]], {
  train: [
    { sentence1: open, sentence2: 'The shop is not closed.', label: 'entailment' },
    { sentence1: open, sentence2: closed, label: 'contradiction' },
  ],
})
const rows = [
  { sentence1: open, sentence2: 'The shop is not closed.', score: 5 },
  { sentence1: open, sentence2: horse, score: 0 },
  { sentence1: horse, sentence2: closed, score: 1 },
]
const similar = data('similar', [...pair, ['score', score(0, 5)]], { train: rows, dev: rows })

// #region sequence
const sbert = fragment(tokenize(small), encode(small), pool.mean())
const onDev = evaluate.similarity({ on: 'dev' })

export const both = sequence(
  pipeline(nli, sbert, loss.softmax(), train({ epochs: 10, batchSize: 2, learningRate: 1e-3 })),
  pipeline(similar, sbert, loss.cosineSimilarity(), onDev, train({ epochs: 10, batchSize: 3, learningRate: 1e-3 })),
)
// #endregion
assert.deepEqual(both.problems, [])

const options = { base: import.meta.dirname }
const { folder, runs } = await asPromise(runSequence(both, options))
const [first, second] = runs
const pearson = 'dev.pearson_cosine'
console.log(`${folder}: Pearson ${second!.before[pearson]} before, ${second!.after![pearson]} after`)
assert.ok(first!.model !== undefined && second!.model !== undefined)
assert.ok(second!.after![pearson]! > second!.before[pearson]!)
