import { isRight, left } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { matchWeights } from '../../../src/sources/modelFiles/matchWeights.js'
import type { Dtype } from '../../../src/sources/safetensorsNumbers.js'

const tensors = (shapes: Readonly<Record<string, readonly number[]>>, dtype: Dtype = 'F32') =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape, dtype, values: new Float32Array() }]))
const sentences = (...list: string[]) => left(list.map(sentence => ({ sentence })))

test('the encoder gets its tensors, the rest is carried along', () => {
  const all = tensors({ a: [2, 3], 'pooler.dense.weight': [2, 2], 'embeddings.position_ids': [1, 9] })
  const matched = matchWeights(
    { a: [2, 3] },
    name => name.startsWith('pooler.') || name === 'embeddings.position_ids',
    all,
    'm',
  )
  assert.ok(isRight(matched))
  assert.equal([...matched.right.used.keys()], ['a'])
  assert.equal([...matched.right.carried.keys()], ['pooler.dense.weight', 'embeddings.position_ids'])
})

test('what is missing, extra or of another shape is named, all at once', () => {
  const expected = { 'embeddings.word_embeddings.weight': [1045, 32], b: [2], c: [] }
  assert.equal(
    matchWeights(
      expected,
      () => false,
      tensors({ b: [2, 1], c: [], 'pooler.x': [3], constructor: [1] }),
      'model.safetensors',
    ),
    sentences(
      'model.safetensors lacks the tensor embeddings.word_embeddings.weight [1045, 32].',
      'model.safetensors has the tensor b with shape [2, 1]; config.json asks for [2].',
      'model.safetensors holds the tensor pooler.x [3], which the encoder does not read.',
      'model.safetensors holds the tensor constructor [1], which the encoder does not read.',
    ),
  )
})

test('whole numbers are no weights', () => {
  assert.equal(
    matchWeights({ a: [2] }, () => false, tensors({ a: [2] }, 'U8'), 'm'),
    sentences('m has the tensor a in whole numbers (U8); weights are floats.'),
  )
})

test.run()
