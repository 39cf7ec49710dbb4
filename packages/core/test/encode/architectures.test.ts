import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { architectures, readEncoder } from '../../src/encode/architectures.js'

const config = {
  model_type: 'bert',
  hidden_size: 8,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  intermediate_size: 16,
  vocab_size: 11,
  max_position_embeddings: 6,
}
const read = (change: object = {}, rates = {}) => {
  const encoder = readEncoder({ ...config, ...change }, rates)
  if (!isRight(encoder)) throw new Error(encoder.left[0]!.sentence)
  return encoder.right
}
const sentences = (json: unknown): readonly string[] => {
  const encoder = readEncoder(json)
  return isRight(encoder) ? [] : encoder.left.map(({ sentence }) => sentence)
}

test('the facts are those of config.json', () => {
  assert.equal(read().facts, { hidden: 8, layers: 1, positions: 6, vocabulary: 11 })
})

test('dropout rates come from config.json, unless others are given', () => {
  assert.equal(read().dropout, { hidden: 0.1, attention: 0.1 })
  assert.equal(read({ hidden_dropout_prob: 0.3 }, { attention: 0 }).dropout, { hidden: 0.3, attention: 0 })
})

test('parameters have the names, shapes and order of the Hugging Face state dict', () => {
  assert.equal(Object.entries(read().parameters), [
    ['embeddings.word_embeddings.weight', [11, 8]],
    ['embeddings.position_embeddings.weight', [6, 8]],
    ['embeddings.token_type_embeddings.weight', [2, 8]],
    ['embeddings.LayerNorm.weight', [8]],
    ['embeddings.LayerNorm.bias', [8]],
    ['encoder.layer.0.attention.self.query.weight', [8, 8]],
    ['encoder.layer.0.attention.self.query.bias', [8]],
    ['encoder.layer.0.attention.self.key.weight', [8, 8]],
    ['encoder.layer.0.attention.self.key.bias', [8]],
    ['encoder.layer.0.attention.self.value.weight', [8, 8]],
    ['encoder.layer.0.attention.self.value.bias', [8]],
    ['encoder.layer.0.attention.output.dense.weight', [8, 8]],
    ['encoder.layer.0.attention.output.dense.bias', [8]],
    ['encoder.layer.0.attention.output.LayerNorm.weight', [8]],
    ['encoder.layer.0.attention.output.LayerNorm.bias', [8]],
    ['encoder.layer.0.intermediate.dense.weight', [16, 8]],
    ['encoder.layer.0.intermediate.dense.bias', [16]],
    ['encoder.layer.0.output.dense.weight', [8, 16]],
    ['encoder.layer.0.output.dense.bias', [8]],
    ['encoder.layer.0.output.LayerNorm.weight', [8]],
    ['encoder.layer.0.output.LayerNorm.bias', [8]],
  ])
})

test('query, key and value of a layer lie side by side, their weights as their biases', () => {
  assert.equal(read().sideBySide, {
    'encoder.layer.0.attention.self.qkv.weight': [
      'encoder.layer.0.attention.self.query.weight',
      'encoder.layer.0.attention.self.key.weight',
      'encoder.layer.0.attention.self.value.weight',
    ],
    'encoder.layer.0.attention.self.qkv.bias': [
      'encoder.layer.0.attention.self.query.bias',
      'encoder.layer.0.attention.self.key.bias',
      'encoder.layer.0.attention.self.value.bias',
    ],
  })
})

test('the pooler, heads and stored position ids of a checkpoint are not part of the encoder', () => {
  const { ignores } = read()
  for (const name of ['pooler.dense.weight', 'cls.predictions.bias', 'embeddings.position_ids'])
    assert.ok(ignores(name), name)
  for (const name of ['embeddings.position_embeddings.weight', 'encoder.layer.7.output.dense.bias', 'poolers'])
    assert.not(ignores(name), name)
})

test('an architecture that is not known is refused with those that are', () => {
  const known = Object.keys(architectures).join(', ')
  const refused = (found: string) => [`encode needs a model_type it knows (${known}); config.json has ${found}`]
  assert.ok(known.startsWith('bert, roberta, xlm-roberta, '))
  assert.equal(sentences({ model_type: 'llama' }), refused('"llama"'))
  assert.equal(sentences({ model_type: 'toString' }), refused('"toString"'))
  assert.equal(sentences(null), refused('none'))
})

test('every wrong key is named, with what it should be and what is there', () => {
  assert.equal(
    sentences({
      ...config,
      hidden_size: 7.5,
      vocab_size: undefined,
      layer_norm_eps: 0,
      hidden_act: 'softsign',
      hidden_dropout_prob: 1,
    }),
    [
      'bert needs hidden_size to be a whole number above 0; config.json has 7.5',
      'bert needs vocab_size to be a whole number above 0; config.json has none',
      'bert needs layer_norm_eps to be a number above 0; config.json has 0',
      'bert needs hidden_act to be one of gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_python_tanh, gelu_fast, gelu_accurate, quick_gelu, relu, relu2, relu6, silu, swish, mish, sigmoid, tanh, linear; config.json has "softsign"',
      'bert needs hidden_dropout_prob to be a number from 0 to below 1; config.json has 1',
    ],
  )
})

test('relative positions, decoders, heads that do not divide the width, and padding outside the vocabulary are refused', () => {
  assert.equal(sentences({ ...config, position_embedding_type: 'relative_key', is_decoder: true }), [
    'bert needs position_embedding_type to be "absolute"; config.json has "relative_key"',
    'bert needs is_decoder to be false; config.json has true',
  ])
  assert.equal(sentences({ ...config, num_attention_heads: 3, pad_token_id: 11 }), [
    'bert needs hidden_size to be a multiple of num_attention_heads; config.json has 8 and 3',
    'bert needs pad_token_id to be below vocab_size; config.json has 11 and 11',
  ])
})

test.run()
