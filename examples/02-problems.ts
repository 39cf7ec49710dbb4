// What is wrong with a pipeline is data: all of it at once, in the words that the compiler uses. Nothing is thrown.
import assert from 'node:assert/strict'
import { data, encode, fromJson, pipeline, printProblems, text, toJson, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { vocabulary } from '@siamese/runner'
import { isLeft } from 'fp-ts/lib/Either.js'
import { small } from './small.ts'

const sentences = data('sentences', [['text', text]], { train: [{ text: 'The shop is open.' }] })

// #region refused
// @ts-expect-error "pool.mean needs token embeddings: put encode before it"
const refused = pipeline(sentences, tokenize(small), pool.mean())
// #endregion
assert.equal(refused.problems[0]?.sentence, 'pool.mean needs token embeddings: put encode before it')

// A file has no compiler; the same rules read it.
const { data: json, models } = toJson(pipeline(sentences, tokenize(small), encode(small)))
const file = {
  siamese: 2,
  data: json,
  models,
  stages: [
    { stage: 'tokenize', model: 'small', maxLength: 64 },
    { stage: 'encode', model: 'small' },
    { stage: 'pool.mean' },
    { stage: 'loss.triplet', margn: 1 },
    { stage: 'train', epochs: 0 },
  ],
}
const read = fromJson(vocabulary, file)
assert.ok(isLeft(read))
console.log(printProblems(read.left))
assert.deepEqual(
  read.left.map(({ stage }) => stage),
  ['tokenize', 'loss.triplet', 'train'],
)
assert.match(read.left[1]!.sentence, /Did you mean to write 'margin'\?/)
