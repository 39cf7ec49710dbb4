import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { rateOf, sharesOf, trainedOf } from '../../src/train/shares.js'

const groups = {
  frozen: ['embeddings', 'encoder.layer.0-1'],
  rates: [
    ['encoder.layer.2-3.output', 4e-5],
    ['encoder', 1e-5],
    ['encoder.layer.3.output', 8e-5],
    ['head.classifier', 1e-3],
  ],
  learningRate: 2e-5,
} as const

test('a parameter has the rate of the longest path that names it, none when frozen, else the usual one', () => {
  const rates = (...paths: readonly string[]) => paths.map(path => rateOf(groups, path))
  assert.equal(rates('embeddings.LayerNorm.bias', 'encoder.layer.1.output.dense.weight'), [0, 0])
  assert.equal(rates('encoder.layer.2.output.dense.weight', 'encoder.layer.3.output.dense.weight'), [4e-5, 8e-5])
  assert.equal(rates('encoder.layer.10.output.dense.weight', 'encoder.layer.2.intermediate.dense.bias'), [1e-5, 1e-5])
  assert.equal(rates('head.classifier.weight', 'head.scale'), [1e-3, 2e-5])
})

test('variables move by shares of the rate: those of the head under their own names, those side by side as one', () => {
  const sideBySide = { 'encoder.layer.2.qkv': ['encoder.layer.2.output.query', 'encoder.layer.2.output.key'] }
  const share = sharesOf(groups, { sideBySide })
  assert.equal(
    ['head/classifier.weight', 'head/scale', 'encoder.layer.2.qkv', 'encoder.layer.0.qkv', 'encoder.pooler'].map(share),
    [1e-3 / 2e-5, 1, 2, 0, 0.5],
  )
  assert.equal(
    ['encoder.layer.0.qkv', 'head/a'].map(sharesOf({ ...groups, frozen: [], rates: [] }, { sideBySide })),
    [1, 1],
  )
})

test('every parameter of encoder and loss is told with its size and its rate', () => {
  const told = trainedOf(groups, {
    parameters: { 'embeddings.table': [3, 4], 'encoder.layer.4.weight': [2, 2] },
    head: { 'classifier.weight': [5], scale: [] },
  })
  assert.equal(told, [
    { path: 'embeddings.table', size: 12, rate: 0 },
    { path: 'encoder.layer.4.weight', size: 4, rate: 1e-5 },
    { path: 'head.classifier.weight', size: 5, rate: 1e-3 },
    { path: 'head.scale', size: 1, rate: 2e-5 },
  ])
})

test.run()
