import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { EncoderWithModules } from '../../src/sources/modelFiles/writtenRoutes.js'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { type ModelToWrite, writeModel } from '../../src/sources/writeModel.js'
import { widthsOf } from '../widthsOf.js'
import { current, type Files, folderOf, legacy, plain, remove, weights } from './modelFolders.js'

const read = async (folder: string) => {
  const model = await readModelFolder(folder)()
  if (isLeft(model)) throw new Error(model.left.map(({ sentence }) => sentence).join('\n'))
  return model.right
}

const encoder = { layers: 5, words: () => ['a', 'b'] }

/** Reads files, writes the model, reads that, and gives both with the texts that were written. */
const rewritten = async (files: Files, other: Partial<ModelToWrite> = {}) => {
  const folder = folderOf(files)
  const before = await read(folder)
  const to = join(folder, 'out', 'model')
  const written = await writeModel(to, {
    ...before,
    widths: widthsOf(before, 2),
    encoder,
    card: { name: 'tiny' },
    ...other,
  })()
  if (isLeft(written)) throw new Error(written.left[0]!.sentence)
  const after = await read(to)
  const text = (name: string) => readFileSync(join(to, name), 'utf8')
  const names = readdirSync(to, { recursive: true, withFileTypes: true })
  return { folder, before, after, text, json: (name: string) => JSON.parse(text(name)), names }
}

const said = ({
  maxLength,
  lowerCase,
  modules,
  prompts,
  similarity,
  truncateDim,
}: ModelToWrite & EncoderWithModules) => ({
  maxLength,
  lowerCase,
  modules,
  prompts,
  similarity,
  truncateDim,
})

test('a folder of version 6 says the same when written again', async () => {
  const { folder, before, after, json, text } = await rewritten(current)
  assert.equal(said(after as never), said(before as never))
  assert.equal([...after.weights], [...before.weights])
  assert.equal(json('modules.json'), current['modules.json'])
  assert.equal(json('1_Pooling/config.json'), current['1_Pooling/config.json'])
  assert.equal(json('2_Normalize/config.json'), current['2_Normalize/config.json'])
  assert.is(text('tokenizer.json'), '{"model":{"type":"WordPiece"}}')
  assert.match(text('README.md'), '# tiny')
  remove(folder)
})

test('an older folder comes out in the layout of version 6', async () => {
  const { folder, before, after, json } = await rewritten(legacy)
  assert.equal(said(after as never), said(before as never))
  assert.equal(json('modules.json'), current['modules.json'])
  assert.equal(json('1_Pooling/config.json'), {
    embedding_dimension: 2,
    pooling_mode: ['max', 'mean'],
    include_prompt: true,
  })
  assert.is(json('tokenizer_config.json').model_max_length, 24)
  assert.is(json('sentence_bert_config.json').do_lower_case, true)
  remove(folder)
})

test('the configuration keeps its numbers as they were written, claims the base model and 32 bits', async () => {
  const config =
    '{"model_type": "bert", "torch_dtype": "float16", "layer_norm_eps": 1e-12, "scale": 2.0, "max_position_embeddings": 64, "architectures": ["BertForMaskedLM"]}'
  const { folder, text } = await rewritten({ ...plain, 'config.json': config })
  assert.is(
    text('config.json'),
    `{
  "model_type": "bert",
  "layer_norm_eps": 1e-12,
  "scale": 2.0,
  "max_position_embeddings": 64,
  "architectures": ["BertModel"],
  "dtype": "float32"
}
`,
  )
  remove(folder)
})

test('modules keep their weights, and a head lies beside them', async () => {
  const type = (name: string) => `sentence_transformers.models.${name}`
  const { folder, before, after, json } = await rewritten(
    {
      ...plain,
      'modules.json': ['Transformer', 'Pooling', 'Dense', 'LayerNorm', 'Dropout'].map((name, i) => ({
        path: i === 0 ? '' : `${i}_${name}`,
        type: type(name),
      })),
      '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_max_tokens: true },
      '2_Dense/config.json': { in_features: 4, out_features: 3, bias: false, use_residual: true },
      '2_Dense/model.safetensors': weights({ 'linear.weight': [3, 4], 'residual.weight': [3, 4] }),
      '3_LayerNorm/config.json': { dimension: 3 },
      '3_LayerNorm/model.safetensors': weights({ 'norm.weight': [3], 'norm.bias': [3] }),
      '4_Dropout/config.json': { dropout: 0.5 },
    },
    {
      head: {
        config: { classes: ['no', 'yes'] },
        weights: new Map([['classifier.weight', { shape: [2, 9], values: new Float32Array(18) }]]),
      },
    },
  )
  assert.equal(after.modules, before.modules)
  assert.equal(
    after.moduleWeights.map(tensors => [...tensors].sort()),
    before.moduleWeights.map(tensors => [...tensors].sort()),
  )
  assert.is(json('2_Dense/config.json').in_features, 4)
  assert.is(json('2_Dense/config.json').activation_function, 'torch.nn.modules.activation.Tanh')
  assert.equal(json('3_LayerNorm/config.json'), { dimension: 3 })
  assert.equal(json('head/config.json'), { classes: ['no', 'yes'] })
  remove(folder)
})

test('stages over tokens come back with their weights, from the older names of their settings, too', async () => {
  const names = ['WeightedLayerPooling', 'WordWeights', 'CNN', 'LSTM']
  const { folder, before, after, json } = await rewritten({
    ...plain,
    'modules.json': ['Transformer', ...names, 'Pooling'].map((name, i) => ({
      path: i === 0 ? '' : `${i}_${name}`,
      type: `sentence_transformers.models.${name}`,
    })),
    '1_WeightedLayerPooling/config.json': { word_embedding_dimension: 2, layer_start: 1, num_hidden_layers: 2 },
    '1_WeightedLayerPooling/model.safetensors': weights({ layer_weights: [2] }),
    '2_WordWeights/config.json': { vocab: ['a', 'b', 'c'], word_weights: { a: 2 }, unknown_word_weight: 1 },
    '2_WordWeights/model.safetensors': weights({ 'emb_layer.weight': [3, 1] }),
    '3_CNN/cnn_config.json': { in_word_embedding_dimension: 2, out_channels: 2, kernel_sizes: [1, 3] },
    '3_CNN/model.safetensors': weights({
      'convs.0.weight': [2, 2, 1],
      'convs.0.bias': [2],
      'convs.1.weight': [2, 2, 3],
      'convs.1.bias': [2],
    }),
    '4_LSTM/lstm_config.json': { word_embedding_dimension: 4, hidden_dim: 1, bidirectional: false },
    '4_LSTM/model.safetensors': weights({
      'encoder.weight_ih_l0': [4, 4],
      'encoder.weight_hh_l0': [4, 1],
      'encoder.bias_ih_l0': [4],
      'encoder.bias_hh_l0': [4],
    }),
    '5_Pooling/config.json': { pooling_mode: 'max' },
  })
  assert.equal(before.modules, [
    { stage: 'pool.weightedLayers', from: 1 },
    { stage: 'pool.wordWeights' },
    { stage: 'pool.cnn', channels: 2, kernels: [1, 3] },
    { stage: 'pool.lstm', hidden: 1, stacked: 1, directions: 'forward', dropout: 0 },
    { stage: 'pool.max', prompt: 'included' },
  ])
  assert.equal(after.modules, before.modules)
  assert.equal(
    after.moduleWeights.map(tensors => [...tensors].sort()),
    before.moduleWeights.map(tensors => [...tensors].sort()),
  )
  assert.ok(before.files.some(({ path }) => path === '3_CNN/cnn_config.json'))
  assert.equal(json('4_LSTM/lstm_config.json').embedding_dimension, 4)
  assert.equal(json('1_WeightedLayerPooling/config.json').num_hidden_layers, 5)
  assert.equal(json('5_Pooling/config.json').embedding_dimension, 1)
  remove(folder)
})

test('a model from fresh weights gets what Hugging Face asks for', async () => {
  const json = { added_tokens: [{ content: '[PAD]' }, { content: '[UNK]' }, { content: '<x>' }] }
  const {
    folder,
    text,
    json: read,
  } = await rewritten(plain, {
    config: { model_type: 'bert', hidden_size: 2, max_position_embeddings: 64 },
    configText: undefined,
    tokenizer: { json, config: {}, texts: {} },
    maxLength: 16,
  })
  assert.equal(read('config.json').architectures, ['BertModel'])
  assert.equal(read('tokenizer.json'), json)
  assert.equal(read('tokenizer_config.json'), {
    tokenizer_class: 'PreTrainedTokenizerFast',
    unk_token: '[UNK]',
    pad_token: '[PAD]',
    model_max_length: 16,
  })
  assert.match(text('README.md'), 'trained from fresh weights')
  remove(folder)
})

test('positions that a checkpoint carries stay whole numbers', async () => {
  const { folder, after } = await rewritten(plain, {
    weights: new Map([
      ['embeddings.position_ids', { shape: [1, 3], dtype: 'I64', values: new Float32Array([0, 1, 2]) }],
      ['embeddings.a', { shape: [1], dtype: 'F16', values: new Float32Array([0.5]) }],
    ]),
  })
  const stored = (name: string) => [after.weights.get(name)!.dtype, ...after.weights.get(name)!.values]
  assert.equal(stored('embeddings.position_ids'), ['I64', 0, 1, 2])
  assert.equal(stored('embeddings.a'), ['F32', 0.5])
  remove(folder)
})

test('the same model gives the same bytes, in whatever order its tensors come', async () => {
  const folder = folderOf({ ...current, 'model.safetensors': weights({ 'embeddings.b': [2], 'embeddings.a': [3] }) })
  const model = await read(folder)
  const hashes = []
  for (const [name, tensors] of [
    ['one', model.weights],
    ['two', new Map([...model.weights].reverse())],
  ] as const) {
    const card = {
      name: 'tiny',
      base: 'base',
      data: { name: 'data', columns: 'text', rows: { train: 2 } },
      metrics: { 'dev.spearman_cosine': 0.51 },
    }
    await writeModel(join(folder, name), { ...model, weights: tensors, widths: widthsOf(model, 2), encoder, card })()
    hashes.push((await read(join(folder, name))).files)
  }
  assert.equal(hashes[0], hashes[1])
  remove(folder)
})

test('a folder that exists is not written into', async () => {
  const folder = folderOf(current)
  const model = await read(folder)
  const sentence = `${folder} exists already: choose another name, or remove it.`
  assert.equal(
    await writeModel(folder, { ...model, widths: widthsOf(model, 2), encoder, card: { name: 'tiny' } })(),
    left([{ sentence }]),
  )
  remove(folder)
})

test.run()
