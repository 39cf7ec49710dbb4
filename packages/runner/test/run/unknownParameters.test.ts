import { readEncoder } from '@siamese/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../src/plan.js'
import { trainedParameters } from '../../src/run/trainedParameters.js'
import { unknownParameters } from '../../src/run/unknownParameters.js'
import { head, labelled, made, model, training } from './tiny.js'

const read = readEncoder({ model_type: 'bert', ...model.origin.config })
if (isLeft(read)) throw new Error(read.left[0]!.sentence)
const opened = { encoder: read.right }
const planned = (frozen: readonly string[], settings: object = {}) => {
  const stages = [
    ...head,
    { stage: 'loss.softmax' },
    ...(frozen.length === 0 ? [] : [{ stage: 'freeze', parameters: frozen }]),
    training(settings),
  ]
  const plan = planOf(made(stages, labelled))
  assert.ok(isRight(plan))
  return plan.right
}

test('paths are held against the names of the model, with the nearest one; each mistake has its place', () => {
  const rates = [
    ['head', 1e-2],
    ['head.classifier.weight', 1e-3],
    ['encoder.layer.0.attention.self.keys', 1e-4],
    ['head.classifer', 1],
  ]
  assert.equal(unknownParameters(planned(['embeddings.LayerNorm', 'encoder.layer.0.atention'], { rates }), opened), [
    {
      sentence: "freeze: tiny has no parameter encoder.layer.0.atention. Did you mean 'encoder.layer.0.attention'?",
      stage: 'freeze',
      place: 'stages[4]',
    },
    {
      sentence:
        "train: tiny has no parameter encoder.layer.0.attention.self.keys. Did you mean 'encoder.layer.0.attention.self.key'?",
      stage: 'train',
      place: 'stages[5]',
    },
    {
      sentence: "train: tiny has no parameter head.classifer. Did you mean 'head.classifier'?",
      stage: 'train',
      place: 'stages[5]',
    },
  ])
  assert.equal(unknownParameters(planned([]), opened), [])
})

test('parts that together are everything leave nothing to train', () => {
  const parts = ['word_embeddings', 'position_embeddings', 'token_type_embeddings', 'LayerNorm']
  const layer = ['attention', 'intermediate', 'output'].map(part => `encoder.layer.0.${part}`)
  const all = [...parts.map(part => `embeddings.${part}`), ...layer, 'head.classifier.weight', 'head.classifier.bias']
  assert.equal(unknownParameters(planned(all), opened), [
    { sentence: 'freeze leaves nothing to train: name fewer parameters', stage: 'freeze', place: 'stages[4]' },
  ])
  assert.equal(unknownParameters(planned(all.slice(1)), opened), [])
})

test('every parameter has the rate that it is trained at', () => {
  const plan = planned(['embeddings'], { learningRate: 1e-3, rates: [['head', 1e-2]] })
  const told = trainedParameters(plan, opened)
  assert.is(told.length, 5 + 16 + 2)
  const at = (rate: number) => told.filter(each => each.rate === rate)
  assert.ok(at(0).every(({ path }) => path.startsWith('embeddings.')))
  assert.equal(at(1e-2), [
    { path: 'head.classifier.weight', size: 3 * 3 * 8, rate: 1e-2 },
    { path: 'head.classifier.bias', size: 3, rate: 1e-2 },
  ])
  assert.equal([at(0).length, at(1e-3).length], [5, 16])
})

test.run()
