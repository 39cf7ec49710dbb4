import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sha256Of } from '../../src/sources/hash.js'
import { truncationWeights } from '../../src/sources/modelFiles/truncation.js'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { safetensorsBytes } from '../../src/sources/safetensorsWrite.js'
import { current, type Files, folderOf, legacy, plain, remove, weights } from './modelFolders.js'

const read = async (files: Files) => {
  const folder = folderOf(files)
  const model = await readModelFolder(folder)()
  remove(folder)
  if (isLeft(model)) throw new Error(model.left.map(({ sentence }) => sentence).join('\n'))
  return model.right
}

/** The sentences, with the folder's own name taken out. */
const refusals = async (files: Files) => {
  const folder = folderOf(files)
  const model = await readModelFolder(folder)()
  remove(folder)
  return isLeft(model) ? model.left.map(({ sentence }) => sentence.replaceAll(folder, 'M')) : ['no problem']
}

test('the layout of version 6', async () => {
  const model = await read(current)
  assert.is(model.architecture, 'bert')
  assert.is(model.config.hidden_size, 2)
  assert.is(model.maxLength, 32)
  assert.is(model.lowerCase, false)
  assert.equal(model.modules, [{ stage: 'pool.cls', prompt: 'excluded' }, { stage: 'pool.normalize' }])
  assert.equal(model.prompts, { query: 'q: ', document: '' })
  assert.is(model.defaultPromptName, null)
  assert.is(model.similarity, 'dot')
  assert.is(model.truncateDim, null)
  assert.equal(model.weights.get('embeddings.word_embeddings.weight'), {
    dtype: 'F32',
    shape: [3, 2],
    values: new Float32Array([1, 2, 3, 4, 5, 6]),
  })
  assert.equal(
    model.files.map(({ path }) => path),
    [
      '1_Pooling/config.json',
      '2_Normalize/config.json',
      'config.json',
      'config_sentence_transformers.json',
      'model.safetensors',
      'modules.json',
      'sentence_bert_config.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ],
  )
  assert.is(model.files[7]!.sha256, sha256Of('{"model":{"type":"WordPiece"}}'))
})

test('the layout of version 5 and before: flags, limits of its own, no folder for normalization', async () => {
  const model = await read(legacy)
  assert.is(model.maxLength, 24)
  assert.is(model.lowerCase, true)
  assert.equal(model.modules, [
    { stage: 'pool.concatenate', of: ['pool.max', 'pool.mean'].map(stage => ({ stage, prompt: 'included' })) },
    { stage: 'pool.normalize' },
  ])
  assert.equal(model.prompts, { query: '', document: '' })
  assert.is(model.similarity, 'cosine')
})

test('a checkpoint without modules is pooled by the mean and limited by its positions', async () => {
  const model = await read(plain)
  assert.equal(model.modules, [{ stage: 'pool.mean', prompt: 'included' }])
  assert.is(model.maxLength, 64)
  assert.equal(model.moduleWeights, [])
})

test('the limit that is written never exceeds the positions', async () => {
  const length = async (files: Files) => (await read({ ...plain, ...files })).maxLength
  assert.is(await length({ 'sentence_bert_config.json': { max_seq_length: 256 } }), 64)
  assert.is(await length({ 'sentence_bert_config.json': { max_seq_length: null } }), 64)
  assert.is(await length({ 'sentence_roberta_config.json': { max_seq_length: 10 } }), 10)
  assert.is(await length({ 'tokenizer_config.json': { model_max_length: 30 } }), 30)
  assert.is(await length({ 'tokenizer_config.json': undefined }), 64)
  assert.equal(await refusals({ ...plain, 'config.json': { model_type: 'xlnet', max_position_embeddings: -1 } }), [
    'M says nowhere how long a text may be: write model_max_length into its tokenizer_config.json.',
  ])
})

test('dense layers, layer norms and dropout, with their own weights', async () => {
  const type = (name: string) => `sentence_transformers.models.${name}`
  const model = await read({
    ...plain,
    'modules.json': [
      { path: '0_BERT', type: type('Transformer') },
      { path: '1_Pooling', type: type('Pooling') },
      { path: '2_Dense', type: type('Dense') },
      { path: '3_LayerNorm', type: type('LayerNorm') },
      { path: '4_Dropout', type: type('Dropout') },
    ],
    ...Object.fromEntries(Object.entries(plain).map(([name, content]) => [`0_BERT/${name}`, content])),
    '0_BERT/model.safetensors': weights({ 'embeddings.x': [1] }),
    '1_Pooling/config.json': { word_embedding_dimension: 2 },
    '2_Dense/config.json': { in_features: 2, out_features: 3, activation_function: 'torch.nn.modules.linear.Identity' },
    '2_Dense/model.safetensors': weights({ 'linear.weight': [3, 2], 'linear.bias': [3] }),
    '3_LayerNorm/config.json': { dimension: 3 },
    '3_LayerNorm/model.safetensors': weights({ 'norm.weight': [3], 'norm.bias': [3] }),
  })
  assert.equal(model.modules, [
    { stage: 'pool.mean', prompt: 'included' },
    { stage: 'pool.dense', width: 3, activation: 'none', bias: true, residual: false },
    { stage: 'pool.layerNorm' },
    { stage: 'pool.dropout', rate: 0.2 },
  ])
  assert.equal([...model.weights.keys()], ['embeddings.x'])
  assert.equal(
    model.moduleWeights.map(tensors => [...tensors.keys()]),
    [[], ['linear.weight', 'linear.bias'], ['norm.weight', 'norm.bias'], []],
  )
  assert.ok(model.files.some(({ path }) => path === '0_BERT/tokenizer.json'))
  assert.ok(model.files.some(({ path }) => path === '2_Dense/model.safetensors'))
})

test('weights in shards', async () => {
  const shards = {
    ...plain,
    'model.safetensors': undefined,
    'a.safetensors': weights({ 'bert.embeddings.LayerNorm.gamma': [2], 'bert.embeddings.LayerNorm.beta': [2] }),
    'b.safetensors': weights({ 'bert.pooler.dense.weight': [2, 2], 'cls.predictions.bias': [3] }),
    'model.safetensors.index.json': {
      weight_map: {
        'bert.embeddings.LayerNorm.gamma': 'a.safetensors',
        'bert.embeddings.LayerNorm.beta': 'a.safetensors',
        'bert.pooler.dense.weight': 'b.safetensors',
        'cls.predictions.bias': 'b.safetensors',
      },
    },
  }
  const model = await read(shards)
  assert.equal(
    [...model.weights.keys()],
    ['embeddings.LayerNorm.weight', 'embeddings.LayerNorm.bias', 'pooler.dense.weight', 'cls.predictions.bias'],
  )
  assert.ok(model.files.some(({ path }) => path === 'model.safetensors.index.json'))
  assert.equal(await refusals({ ...shards, 'b.safetensors': weights({ other: [1], 'cls.predictions.bias': [3] }) }), [
    'M/b.safetensors holds the tensor other, which model.safetensors.index.json does not place there.',
    'M/b.safetensors lacks the tensor bert.pooler.dense.weight, which model.safetensors.index.json places there.',
  ])
  assert.equal(await refusals({ ...shards, 'b.safetensors': undefined }), [
    'M/b.safetensors is missing: check the path.',
  ])
  assert.equal(
    await refusals({
      ...shards,
      'model.safetensors.index.json': { weight_map: { a: '../x.safetensors', b: 'pytorch_model.bin' } },
    }),
    [
      'M/model.safetensors.index.json names ../x.safetensors, which is no safetensors file inside the folder.',
      'M/model.safetensors.index.json names pytorch_model.bin, which is no safetensors file inside the folder.',
    ],
  )
})

test('pickle is never opened', async () => {
  assert.equal(await refusals({ ...plain, 'model.safetensors': undefined, 'pytorch_model.bin': 'x' }), [
    "M has its weights in pytorch_model.bin, which may run code when opened; only safetensors are read. Convert it once in Python: AutoModel.from_pretrained('FOLDER').save_pretrained('FOLDER', safe_serialization=True).",
  ])
})

test('everything that is missing is named at once', async () => {
  assert.equal(await refusals({ 'README.md': 'nothing' }), [
    'M/config.json is missing: check the path.',
    "M has no tokenizer.json. Write it once in Python: AutoTokenizer.from_pretrained('FOLDER').save_pretrained('FOLDER').",
    'M has no model.safetensors: give a folder that holds a model.',
  ])
})

test('of very many files that are missing the first are named, and the others counted', async () => {
  const encoder = { path: '', type: 'sentence_transformers.models.Transformer' }
  const poolings = Array.from({ length: 50 }, (_, i) => ({
    path: `${i}`,
    type: 'sentence_transformers.models.Pooling',
  }))
  const said = await refusals({ ...plain, 'modules.json': [encoder, ...poolings] })
  assert.is(said.length, 21)
  assert.is(said[19], 'M/19/config.json is missing: check the path.')
  assert.is(said[20], '30 more mistakes like these')
})

test('the folder of a run is told from its model', async () => {
  assert.equal(await refusals({ 'manifest.json': '{}', 'model/config.json': '{}' }), [
    'M is the folder of a run: its model is in M/model.',
  ])
})

test('a folder that is missing, or a file', async () => {
  const folder = folderOf({ file: '' })
  const sentence = async (path: string) => {
    const model = await readModelFolder(path)()
    return isLeft(model) && model.left.map(problem => problem.sentence.replace(folder, 'M'))
  }
  assert.equal(await sentence(join(folder, 'no')), ['M/no is missing: check the path.'])
  assert.equal(await sentence(join(folder, 'file')), ['M/file is a file; a model is a folder with a config.json.'])
  remove(folder)
})

test('files that do not decode', async () => {
  const wrong = {
    'config.json': '{"model_type": ',
    'sentence_bert_config.json': { max_seq_length: 'long', do_lower_case: 1, transformer_task: 'fill-mask' },
    'config_sentence_transformers.json': { prompts: { query: 3 }, similarity_fn_name: 'maxsim' },
    '1_Pooling/config.json': { pooling_mode: 'median', include_prompt: 'yes' },
    '2_Normalize/config.json': { module_input_name: 'token_embeddings' },
  }
  const sentences = await refusals({ ...current, ...wrong })
  assert.match(sentences[0]!, /^M\/config\.json is not JSON: .*\.$/)
  assert.equal(sentences.slice(1), [
    'M/sentence_bert_config.json: max_seq_length is "long", it should be a whole number from 0 on.',
    'M/sentence_bert_config.json: do_lower_case is 1, it should be true or false.',
    'M/config_sentence_transformers.json: prompts is {"query":3}, it should be a record of texts.',
    'M/config_sentence_transformers.json: similarity_fn_name is "maxsim", it should be one of cosine, dot, euclidean, manhattan.',
    'M/1_Pooling/config.json: pooling_mode is "median", it should be one or a list of cls, max, mean, mean_sqrt_len_tokens, weightedmean, lasttoken.',
    'M/1_Pooling/config.json: include_prompt is "yes", it should be true or false.',
    'M/2_Normalize/config.json: the module works on token_embeddings; only sentence_embedding is read here.',
  ])
  assert.equal(await refusals({ ...plain, 'config.json': [] }), [
    'M/config.json: the file is [], it should be an object.',
  ])
  assert.equal(await refusals({ ...plain, 'config.json': {} }), [
    'M/config.json: model_type is missing, it should be a text.',
  ])
  const dense = [...(current['modules.json'] as unknown[]), { path: 'd', type: 'sentence_transformers.models.Dense' }]
  const withDense = { ...current, 'modules.json': dense, 'd/config.json': { in_features: -1 } }
  assert.equal(await refusals(withDense), [
    'M/d/config.json: in_features is -1, it should be a whole number from 0 on.',
    'M/d/config.json: out_features is missing, it should be a whole number from 0 on.',
  ])
  const activation = { in_features: 1, out_features: 1, activation_function: 'torch.nn.modules.activation.PReLU' }
  assert.equal(await refusals({ ...withDense, 'd/config.json': activation }), [
    'M/d/config.json: the activation torch.nn.modules.activation.PReLU is not known; known are Identity, Tanh, ReLU, GELU, Sigmoid, SiLU, ELU, SELU, LeakyReLU, ReLU6, Softplus, Softsign, Mish, LogSigmoid, CELU, Hardtanh, Hardsigmoid, Hardswish, Tanhshrink, Softshrink, Hardshrink.',
  ])
  assert.equal(await refusals({ ...current, 'sentence_bert_config.json': { transformer_task: 'fill-mask' } }), [
    "M/sentence_bert_config.json: the transformer's task is fill-mask; only feature-extraction is read here.",
  ])
})

test('weights of modules that are not there, or in a pickle', async () => {
  const type = (name: string) => `sentence_transformers.models.${name}`
  const files = {
    ...current,
    'modules.json': [
      { path: '', type: type('Transformer') },
      { path: '1_Pooling', type: type('Pooling') },
      { path: '2_Dense', type: type('Dense') },
      { path: '3_LayerNorm', type: type('LayerNorm') },
    ],
    '2_Dense/config.json': { in_features: 2, out_features: 3 },
    '2_Dense/pytorch_model.bin': 'x',
    '3_LayerNorm/config.json': { dimension: 3 },
  }
  assert.equal(await refusals(files), [
    "M/2_Dense has its weights in pytorch_model.bin, which may run code when opened; only safetensors are read. Convert it once in Python: SentenceTransformer('MODEL').save_pretrained('MODEL').",
    'M/3_LayerNorm has no model.safetensors: give a folder that holds a model.',
  ])
})

test('a dense layer in a folder of a truncation is one as long as its weights cut and do nothing else', async () => {
  const cuts = truncationWeights(3, 2)
  assert.equal([...cuts.get('linear.weight')!.values], [1, 0, 0, 0, 1, 0])
  const of = (name: string, tensors: Uint8Array) => ({
    ...current,
    'modules.json': [
      ...(current['modules.json'] as unknown[]),
      { path: name, type: 'sentence_transformers.models.Dense' },
    ],
    [`${name}/config.json`]: {
      in_features: 3,
      out_features: 2,
      bias: false,
      activation_function: 'torch.nn.modules.linear.Identity',
    },
    [`${name}/model.safetensors`]: tensors,
  })
  const bytes = Buffer.concat([...safetensorsBytes(cuts)].map(chunk => Buffer.from(chunk as string)))
  const model = await read(of('3_Truncate', bytes))
  assert.equal(model.modules.at(-1), { stage: 'pool.truncate', width: 2 })
  assert.equal(model.moduleWeights.at(-1), new Map())
  assert.ok(model.files.some(({ path }) => path === '3_Truncate/model.safetensors'))
  assert.is((await read(of('3_Dense', bytes))).modules.at(-1)!.stage, 'pool.dense')
  assert.equal(await refusals(of('3_Truncate', weights({ 'linear.weight': [2, 3] }))), [
    'M/3_Truncate/model.safetensors cuts no vectors: its weights were changed; name its folder in modules.json …_Dense.',
  ])
})

test('modules that are unknown or lie outside the folder', async () => {
  const modules = (...list: unknown[]) => refusals({ ...plain, 'modules.json': list })
  const encoder = { path: '', type: 'sentence_transformers.models.Transformer' }
  assert.equal(
    await modules(
      encoder,
      { path: '../1_Pooling', type: 'sentence_transformers.models.Pooling' },
      { path: '/etc', type: 'sentence_transformers.models.Normalize' },
      { path: 'C:\\x', type: 'sentence_transformers.models.Normalize' },
      { path: '2', type: 'sentence_transformers.models.BoW' },
      { path: '3', type: 'somebody.Pooling' },
    ),
    [
      "M/modules.json: module 1 lies at ../1_Pooling, outside the model's folder.",
      "M/modules.json: module 2 lies at /etc, outside the model's folder.",
      "M/modules.json: module 3 lies at C:\\x, outside the model's folder.",
      'M/modules.json: module 4 is sentence_transformers.models.BoW; known are Transformer, StaticEmbedding, WordEmbeddings, Pooling, Normalize, Dense, LayerNorm, Dropout, WeightedLayerPooling, WordWeights, CNN, LSTM.',
      'M/modules.json: module 5 is somebody.Pooling; known are Transformer, StaticEmbedding, WordEmbeddings, Pooling, Normalize, Dense, LayerNorm, Dropout, WeightedLayerPooling, WordWeights, CNN, LSTM.',
    ],
  )
  assert.equal(await modules(), [
    'M/modules.json: the first module is no Transformer and no StaticEmbedding and no WordEmbeddings.',
  ])
  assert.equal(await modules(encoder, encoder), ['M/modules.json: it has two encoders.'])
  assert.equal(await modules({ path: 1 }), [
    'M/modules.json: [0].path is 1, it should be a text.',
    'M/modules.json: [0].type is missing, it should be a text.',
  ])
})

test('weights that cannot be read', async () => {
  assert.equal(await refusals({ ...plain, 'model.safetensors': 'abc' }), [
    'M/model.safetensors is no safetensors file: it has 3 bytes, and 8 bytes say how long the header is.',
  ])
  const both = weights({ 'bert.embeddings.LayerNorm.gamma': [2], 'bert.embeddings.LayerNorm.weight': [2] })
  assert.equal(await refusals({ ...plain, 'model.safetensors': both }), [
    'M/model.safetensors holds the tensor embeddings.LayerNorm.weight twice, under its own name and an older one.',
  ])
})

test('a changed file has another hash', async () => {
  const folder = folderOf(plain)
  const hashes = async () => {
    const model = await readModelFolder(folder)()
    return isLeft(model) ? [] : model.right.files.map(file => file.sha256)
  }
  const before = await hashes()
  writeFileSync(join(folder, 'tokenizer.json'), '{"model":{"type":"BPE"}}')
  const after = await hashes()
  assert.equal(
    before.map((hash, i) => hash !== after[i]),
    [false, false, true, false],
  )
  remove(folder)
})

test.run()
