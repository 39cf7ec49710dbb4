// Shorter embeddings: two poolings side by side, a dense layer that is trained with the encoder, and the first numbers of what it gives.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { data, encode, evaluate, pipeline, score, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, load, run } from '@siamese/runner'
import { small } from './small.ts'

const columns = [
  ['sentence1', 'text'],
  ['sentence2', 'text'],
  ['score', score(0, 5)],
] as const
const rows = [
  { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 5 },
  { sentence1: 'The shop is open.', sentence2: 'The shop is closed.', score: 1 },
  { sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 5 },
  { sentence1: 'A girl feeds the horse.', sentence2: 'A girl sold the horse.', score: 2 },
]

// #region widths
const shorter = pipeline(
  data('pairs', columns, { train: rows, dev: rows }),
  tokenize(small),
  encode(small), //                                  32 numbers a token
  pool.concatenate(pool.mean(), pool.max()), //      64
  pool.dense({ in: 64, width: 24 }), //              24: a linear layer and tanh, with weights of its own
  pool.truncate({ width: 8 }), //                     8: its first numbers
  pool.normalize(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 20, batchSize: 4, learningRate: 5e-3, dropout: 0 }),
)
assert.equal(shorter.width satisfies 8, 8) // the compiler has added up, too
// #endregion

const { folder, model, before, after } = await asPromise(run(shorter, { base: import.meta.dirname }))
console.table({ before, after })
assert.ok(after!['dev.pearson_cosine']! > before['dev.pearson_cosine']!)

// The folder holds the dense layer as sentence-transformers has it; what is loaded is what was trained.
const loaded = await load(join(process.cwd(), model!))
const [vector] = await loaded.encode(['The shop is open.'])
loaded.dispose()
console.log(`${folder}: ${loaded.stages.join(', ')}: ${vector!.length} numbers`)
assert.deepEqual([loaded.width, vector!.length], [8, 8])
