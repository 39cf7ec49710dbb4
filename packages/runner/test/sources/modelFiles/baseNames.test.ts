import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { baseNames } from '../../../src/sources/modelFiles/baseNames.js'

const renamed = (...names: string[]) => {
  const base = baseNames(
    new Map(names.map(name => [name, { shape: [], dtype: 'F32', values: new Float32Array(1) }])),
    'm',
  )
  return isRight(base) ? [...base.right.keys()] : base.left.map(({ sentence }) => sentence)
}

test('names of the base model stay', () => {
  const names = ['embeddings.word_embeddings.weight', 'encoder.layer.0.output.LayerNorm.weight', 'pooler.dense.bias']
  assert.equal(renamed(...names), names)
})

test('what a head puts before the encoder goes; the head stays', () => {
  for (const prefix of ['bert.', 'model.', '0.auto_model.'])
    assert.equal(renamed(`${prefix}encoder.x`, `${prefix}embeddings.y`, 'cls.predictions.bias'), [
      'encoder.x',
      'embeddings.y',
      'cls.predictions.bias',
    ])
})

test('gamma and beta are the older words for weight and bias', () => {
  assert.equal(renamed('embeddings.LayerNorm.gamma', 'embeddings.LayerNorm.beta', 'gamma'), [
    'embeddings.LayerNorm.weight',
    'embeddings.LayerNorm.bias',
    'gamma',
  ])
})

test('two tensors that come to one name are refused', () => {
  assert.equal(renamed('bert.embeddings.x', 'bert.pooler.y', 'pooler.y'), [
    'm holds the tensor pooler.y twice, under its own name and an older one.',
  ])
})

test.run()
