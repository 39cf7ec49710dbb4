import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readEncoder } from '../../src/encode/architectures.js'
import { initialise } from '../../src/encode/initialise.js'

const read = readEncoder({
  model_type: 'bert',
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 64,
  vocab_size: 50,
  max_position_embeddings: 16,
  pad_token_id: 3,
  initializer_range: 0.05,
})
if (!isRight(read)) throw new Error(read.left[0]!.sentence)
const encoder = read.right
const weights = initialise(encoder, 7)

test('every parameter has its shape', () => {
  for (const [name, shape] of Object.entries(encoder.parameters)) {
    assert.equal(weights[name]!.shape, shape, name)
    assert.is(
      weights[name]!.values.length,
      shape.reduce((a, b) => a * b, 1),
      name,
    )
  }
})

test('norms are the identity, biases zero, matrices have the deviation of initializer_range', () => {
  assert.ok(weights['encoder.layer.1.output.LayerNorm.weight']!.values.every(value => value === 1))
  assert.ok(weights['encoder.layer.1.output.LayerNorm.bias']!.values.every(value => value === 0))
  assert.ok(weights['encoder.layer.0.attention.self.key.bias']!.values.every(value => value === 0))
  const { values } = weights['encoder.layer.0.intermediate.dense.weight']!
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
  assert.ok(Math.abs(deviation - 0.05) < 0.003, `deviation ${deviation}`)
})

test('the row of the padding token is zero, its neighbours are not', () => {
  const { values } = weights['embeddings.word_embeddings.weight']!
  const row = (id: number) => values.subarray(id * 32, (id + 1) * 32)
  assert.ok(row(3).every(value => value === 0))
  assert.ok(row(2).every(value => value !== 0) && row(4).every(value => value !== 0))
})

test('the same seed gives the same weights, another seed others; no two matrices are alike', () => {
  assert.equal(initialise(encoder, 7), weights)
  const name = 'encoder.layer.0.attention.self.key.weight'
  assert.is.not(initialise(encoder, 8)[name]!.values[0], weights[name]!.values[0])
  assert.is.not(weights['encoder.layer.0.attention.self.query.weight']!.values[0], weights[name]!.values[0])
})

test.run()
