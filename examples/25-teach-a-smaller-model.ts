// A small model learns the vectors of a frozen teacher; of a translation it learns the vector of what was translated.
import assert from 'node:assert/strict'
import { data, encode, evaluate, pipeline, text, tokenize, train, untrained } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import { small } from './small.ts'

/** Twice as wide; in real work a model that `siamese add` wrote down. */
const teacher = untrained('teacher', {
  architecture: 'bert',
  config: {
    vocab_size: 1600,
    hidden_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 2,
    intermediate_size: 128,
    max_position_embeddings: 32,
  },
  tokenizer: './quickstart/data/tokenizer.json',
  seed: 3,
})

const texts = data(
  'texts',
  [
    ['text', text],
    ['translation', text],
  ],
  {
    train: [
      { text: 'The shop is open.', translation: 'Der Laden ist offen.' },
      { text: 'A girl feeds the horse.', translation: 'Ein Kind gibt dem Pferd Heu.' },
      { text: 'The baker sold twelve cakes.', translation: 'Zwölf Kuchen sind verkauft.' },
      { text: 'Nobody is in the garden.', translation: 'Im Garten ist niemand.' },
    ],
  },
)

// #region teacher
const taught = pipeline(
  texts,
  tokenize(small),
  encode(small),
  pool.mean(),
  pool.dense({ width: 64, activation: 'none' }),
  loss.mse({ teacher }),
  evaluate.loss({ on: 'train' }),
  train({ epochs: 40, batchSize: 4, learningRate: 2e-3, dropout: 0, seed: 42 }),
)
// #endregion
assert.deepEqual(taught.problems, [])

const { before, after } = await asPromise(run(taught, { base: import.meta.dirname }))
console.log(
  `distance to the teacher: ${before['train.loss']!.toFixed(3)} before, ${after!['train.loss']!.toFixed(3)} after`,
)
assert.ok(after!['train.loss']! < 0.2 * before['train.loss']!, `${before['train.loss']} to ${after!['train.loss']}`)
