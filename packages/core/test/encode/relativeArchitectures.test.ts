import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { activations } from '../../src/encode/activation.js'
import { readEncoder } from '../../src/encode/architectures.js'
import { modernBertConfig } from '../../src/encode/modernBertConfig.js'

const sizes = {
  hidden_size: 8,
  num_hidden_layers: 4,
  num_attention_heads: 2,
  intermediate_size: 16,
  vocab_size: 11,
  max_position_embeddings: 18,
}
const read = (json: object, rates = {}) => {
  const encoder = readEncoder({ ...sizes, ...json }, rates)
  if (!isRight(encoder)) throw new Error(encoder.left[0]!.sentence)
  return encoder.right
}
const sentences = (json: object): readonly string[] => {
  const encoder = readEncoder({ ...sizes, ...json })
  return isRight(encoder) ? [] : encoder.left.map(({ sentence }) => sentence)
}
const modern = { model_type: 'modernbert', pad_token_id: 0 }
const config = (json: object) => {
  const config = modernBertConfig({ ...sizes, ...modern, ...json })
  if (!isRight(config)) throw new Error(config.left[0]!.sentence)
  return config.right
}

test('MPNet has two positions less than rows for them', () => {
  assert.equal(read({ model_type: 'mpnet' }).facts, { hidden: 8, layers: 4, positions: 16, vocabulary: 11 })
})

test('MPNet refuses a table of distances that is too short, and no positions', () => {
  assert.equal(sentences({ model_type: 'mpnet', relative_attention_num_buckets: 31, max_position_embeddings: 2 }), [
    'mpnet needs max_position_embeddings above 2, as the first rows are never used; config.json has 2',
    'mpnet needs relative_attention_num_buckets to be 32 or more; config.json has 31',
  ])
})

test('ModernBERT reads the keys of transformers 5 and those of 4', () => {
  const today = config({
    layer_types: ['sliding_attention', 'full_attention', 'full_attention', 'sliding_attention'],
    rope_parameters: {
      full_attention: { rope_type: 'default', rope_theta: 70 },
      sliding_attention: { rope_type: 'default', rope_theta: 7 },
    },
    global_attn_every_n_layers: 3,
    global_rope_theta: 1,
  })
  assert.equal(today.layer_types, ['sliding_attention', 'full_attention', 'full_attention', 'sliding_attention'])
  assert.equal(today.theta, { full_attention: 70, sliding_attention: 7 })
  const before = config({
    global_attn_every_n_layers: 2,
    global_rope_theta: 70,
    local_rope_theta: 7,
    rope_scaling: null,
  })
  assert.equal(before.layer_types, ['full_attention', 'sliding_attention', 'full_attention', 'sliding_attention'])
  assert.equal(before.theta, { full_attention: 70, sliding_attention: 7 })
  assert.equal(config({}).theta, { full_attention: 160_000, sliding_attention: 10_000 })
})

test('in version 4 of transformers a local theta that is null is the global one', () => {
  assert.equal(config({ global_rope_theta: 70, local_rope_theta: null }).theta, {
    full_attention: 70,
    sliding_attention: 70,
  })
})

test('ModernBERT has biases only where the configuration says so, and no norm before its first attention', () => {
  const names = (json: object) => Object.keys(read({ ...modern, num_hidden_layers: 2, ...json }).parameters)
  assert.equal(names({}), [
    'embeddings.tok_embeddings.weight',
    'embeddings.norm.weight',
    ...['attn.Wqkv', 'attn.Wo', 'mlp_norm', 'mlp.Wi', 'mlp.Wo'].map(name => `layers.0.${name}.weight`),
    ...['attn_norm', 'attn.Wqkv', 'attn.Wo', 'mlp_norm', 'mlp.Wi', 'mlp.Wo'].map(name => `layers.1.${name}.weight`),
    'final_norm.weight',
  ])
  const biases = names({ norm_bias: true, attention_bias: true }).filter(name => name.endsWith('.bias'))
  assert.equal(biases.length, 1 + 3 + 4 + 1)
})

test('ModernBERT refuses other turns, types of layers that do not fit, and heads without halves', () => {
  assert.equal(
    sentences({
      ...modern,
      layer_types: ['causal'],
      rope_parameters: { full_attention: { rope_type: 'yarn' } },
      hidden_activation: 'silu2',
    }),
    [
      `modernbert needs hidden_activation to be one of ${Object.keys(activations).join(', ')}; config.json has "silu2"`,
      'modernbert needs layer_types to be a list of full_attention and sliding_attention; config.json has ["causal"]',
      'modernbert needs rope_parameters to be a rope_theta and rope_type "default" for full_attention and for sliding_attention; config.json has {"full_attention":{"rope_type":"yarn"}}',
    ],
  )
  assert.equal(sentences({ ...modern, num_attention_heads: 8, layer_types: ['full_attention'], pad_token_id: 50283 }), [
    'modernbert needs pad_token_id to be below vocab_size; config.json has 50283 and 11',
    'modernbert needs heads of an even width; config.json has hidden_size 8 and num_attention_heads 8',
    'modernbert needs layer_types to have a type for each layer, num_hidden_layers; config.json has 1 for 4',
  ])
})

test('fresh weights of ModernBERT are narrower where a layer adds to what passes by it', () => {
  const { deviation, deviations } = read({ ...modern, initializer_range: 0.3, num_hidden_layers: 2 }).fresh
  assert.is(deviation, 0.3)
  const names = ['layers.0.attn.Wo', 'layers.0.mlp.Wo', 'layers.1.attn.Wo', 'layers.1.mlp.Wo']
  assert.equal(deviations, Object.fromEntries(names.map(name => [`${name}.weight`, 0.15])))
})

test('MPNet may end at any layer, DeBERTa-v2 from the first on; ModernBERT may not, as a norm follows its last one', () => {
  for (const [model_type, layers] of [
    ['mpnet', 0],
    ['deberta-v2', 1],
  ] as const) {
    const cut = read({ model_type }).cut(layers)
    assert.equal(cut, { num_hidden_layers: layers })
    assert.is(read({ model_type, ...(cut as object) }).facts.layers, layers)
  }
  assert.is(read({ model_type: 'deberta-v2' }).cut(0), 'its configuration has one layer at least')
  assert.is(read(modern).cut(2), 'a norm follows its last layer, and no other')
})

test('dropout of ModernBERT: embeddings and feed-forward by one rate, attention by the other', () => {
  assert.equal(read(modern).dropout, { hidden: 0, attention: 0 })
  assert.equal(read({ ...modern, mlp_dropout: 0.2 }, { attention: 0.3 }).dropout, { hidden: 0.2, attention: 0.3 })
})

test('DeBERTa-v2 has the tables that its configuration asks for', () => {
  const shapes = (json: object) =>
    Object.entries(read({ model_type: 'deberta-v2', num_hidden_layers: 1, ...json }).parameters)
      .filter(([name]) => /position|rel_|pos_|encoder.LayerNorm.weight|proj.weight$|conv/.test(name))
      .filter(([name]) => !/(query|key|value)_proj.(weight|bias)$/.test(name) || /pos_/.test(name))
  assert.equal(shapes({}), [['embeddings.position_embeddings.weight', [18, 8]]])
  assert.equal(
    shapes({
      position_biased_input: false,
      relative_attention: true,
      pos_att_type: ['p2c', 'c2p'],
      position_buckets: 6,
      norm_rel_ebd: 'layer_norm',
      embedding_size: 4,
      conv_kernel_size: 3,
      conv_groups: 2,
    }),
    [
      ['embeddings.embed_proj.weight', [8, 4]],
      ['encoder.layer.0.attention.self.pos_key_proj.weight', [8, 8]],
      ['encoder.layer.0.attention.self.pos_key_proj.bias', [8]],
      ['encoder.layer.0.attention.self.pos_query_proj.weight', [8, 8]],
      ['encoder.layer.0.attention.self.pos_query_proj.bias', [8]],
      ['encoder.rel_embeddings.weight', [12, 8]],
      ['encoder.LayerNorm.weight', [8]],
      ['encoder.conv.conv.weight', [8, 4, 3]],
      ['encoder.conv.conv.bias', [8]],
      ['encoder.conv.LayerNorm.weight', [8]],
      ['encoder.conv.LayerNorm.bias', [8]],
    ],
  )
  assert.equal(shapes({ relative_attention: true, share_att_key: true, pos_att_type: 'c2p' }), [
    ['embeddings.position_embeddings.weight', [18, 8]],
    ['encoder.rel_embeddings.weight', [36, 8]],
  ])
})

test('DeBERTa-v2 refuses what its reference cannot compute', () => {
  const given = { model_type: 'deberta-v2', relative_attention: true }
  assert.equal(sentences({ ...given, position_buckets: 1, conv_kernel_size: 2, attention_head_size: 3 }), [
    'deberta-v2 needs attention_head_size to be hidden_size / num_attention_heads; config.json has 3',
    'deberta-v2 needs position_buckets to be 2 or more, or -1 for none; config.json has 1',
    'deberta-v2 needs conv_kernel_size to be odd, or 0 for no convolution; config.json has 2',
  ])
  assert.equal(sentences({ ...given, position_buckets: 34, conv_kernel_size: 3, conv_groups: 3 }), [
    'deberta-v2 needs max_relative_positions above half of position_buckets and one; config.json has 18 and 34',
    'deberta-v2 needs hidden_size to be a multiple of conv_groups; config.json has 8 and 3',
  ])
})

test.run()
