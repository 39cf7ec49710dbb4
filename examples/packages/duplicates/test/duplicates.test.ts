import { binary, data, encode, fromJson, type Model, pipeline, text, toJson, tokenize, train } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { all, duplicates, finder } from '../src/index.js'

const model = {
  model: 'tiny',
  architecture: 'bert',
  hidden: 8,
  layers: 1,
  positions: 16,
  vocabulary: 100,
  maxLength: 16,
  modules: [],
  origin: { config: {}, seed: 1, tokenizer: 'tokenizer.json' },
} as const satisfies Model
const rows = {
  train: [{ sentence1: 'a', sentence2: 'b', same: 1 }],
  dev: [{ sentence1: 'a', sentence2: 'b', same: 0 }],
} as const
const questions = data(
  'questions',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['same', binary],
  ],
  rows,
)

test('the fragment fits between an encoder and training', () => {
  const made = pipeline(questions, tokenize(model), encode(model), duplicates, train({ epochs: 1, best: 'dev.loss' }))
  assert.equal(made.problems, [])
  assert.is(made.width satisfies 8, 8)
})

test('the finder is the same from the texts on', () => {
  const short = pipeline(questions, finder(model), train({ epochs: 1, best: 'dev.loss' }))
  assert.equal(short.problems, [])
  assert.equal(
    toJson(short).stages.map(({ stage }) => stage),
    ['tokenize', 'encode', 'duplicates.byNorm', 'duplicates.contrast', 'evaluate.loss', 'train'],
  )
})

test('before an encoder it is refused, by the compiler and by the program', () => {
  // @ts-expect-error "duplicates.byNorm needs token embeddings: put encode before it"
  const refused = pipeline(questions, tokenize(model), duplicates)
  assert.is(refused.problems[0]?.sentence, 'duplicates.byNorm needs token embeddings: put encode before it')
})

test('JSON names the stages of this package where their list is handed over', () => {
  const json = {
    siamese: 2,
    data: questions,
    models: { tiny: model },
    stages: [{ stage: 'duplicates.contrast', margn: 1 }],
  }
  const read = fromJson(all, json)
  assert.is(read._tag, 'Left')
  assert.match(JSON.stringify(read), /duplicates\.contrast has no setting 'margn'\. Did you mean to write 'margin'\?/)
})

test.run()
