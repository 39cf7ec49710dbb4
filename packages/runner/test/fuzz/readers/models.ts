import { readEncoder } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { openEncoder } from '../../../src/encode/openEncoder.js'
import { tokenizerJson, words } from '../../run/tiny.js'
import { current, type Files, legacy, weights } from '../../sources/modelFolders.js'
import type { Reader, Seed } from '../reader.js'

const width = 4
const configuration = {
  vocab_size: 18,
  hidden_size: width,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  intermediate_size: 6,
  max_position_embeddings: 16,
}
const own: Readonly<Record<string, object>> = {
  bert: {},
  roberta: { pad_token_id: 0 },
  'xlm-roberta': { layer_norm_eps: 1e-5 },
  distilbert: { dim: width, n_layers: 1, n_heads: 2, hidden_dim: 6 },
  electra: { embedding_size: 6 },
  albert: { embedding_size: 6, num_hidden_groups: 1, inner_group_num: 1 },
  mpnet: { max_position_embeddings: 18 },
  modernbert: {
    num_hidden_layers: 2,
    pad_token_id: 0,
    local_attention: 4,
    layer_types: ['full_attention', 'sliding_attention'],
    rope_parameters: { full_attention: { rope_type: 'default', rope_theta: 1e4 } },
  },
  'deberta-v2': {
    relative_attention: true,
    position_biased_input: false,
    pos_att_type: 'c2p|p2c',
    position_buckets: 4,
    norm_rel_ebd: 'layer_norm',
    conv_kernel_size: 3,
    embedding_size: 6,
  },
}

const weightsOf = (config: object): Uint8Array => {
  const read = readEncoder(config)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return weights(read.right.parameters)
}

const checkpoint = (architecture: string): Files => {
  const config = { model_type: architecture, ...configuration, ...own[architecture] }
  return { 'config.json': config, 'tokenizer.json': tokenizerJson, 'model.safetensors': weightsOf(config) }
}

const read = (folder: string) => openEncoder(folder, { base: '/', cacheRoot: `${folder}/../cache` })()

export const configurations: Reader = {
  name: 'config.json',
  share: 3,
  seeds: () => Object.keys(own).map(name => ({ files: checkpoint(name), changed: ['config.json'] })),
  read,
}

const bert = checkpoint('bert')
const layout = (files: Files): Files => ({ ...files, ...bert })
const modules = (...after: readonly (readonly [type: string, path: string])[]) => [
  { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
  ...after.map(([type, path], i) => ({
    idx: i + 1,
    name: String(i + 1),
    path,
    type: `sentence_transformers.models.${type}`,
  })),
]
const longer: Files = {
  'modules.json': modules(
    ['CNN', '1_CNN'],
    ['Pooling', '2_Pooling'],
    ['Dense', '3_Dense'],
    ['LayerNorm', '4_LayerNorm'],
    ['Dropout', '5_Dropout'],
    ['Normalize', '6_Normalize'],
  ),
  '1_CNN/cnn_config.json': {
    in_word_embedding_dimension: width,
    out_channels: 2,
    kernel_sizes: [1, 3],
    stride_sizes: [1, 1],
  },
  '1_CNN/model.safetensors': weights({
    'convs.0.weight': [2, width, 1],
    'convs.0.bias': [2],
    'convs.1.weight': [2, width, 3],
    'convs.1.bias': [2],
  }),
  '2_Pooling/config.json': { embedding_dimension: 4, pooling_mode: ['mean', 'max'], include_prompt: true },
  '3_Dense/config.json': {
    in_features: 8,
    out_features: 3,
    bias: true,
    activation_function: 'torch.nn.modules.activation.Tanh',
  },
  '3_Dense/model.safetensors': weights({ 'linear.weight': [3, 8], 'linear.bias': [3] }),
  '4_LayerNorm/config.json': { dimension: 3 },
  '4_LayerNorm/model.safetensors': weights({ 'norm.weight': [3], 'norm.bias': [3] }),
  '5_Dropout/config.json': { dropout: 0.1 },
  'config_sentence_transformers.json': {
    prompts: { query: 'q: ', document: '' },
    similarity_fn_name: 'dot',
    truncate_dim: null,
  },
}
const recurrent: Files = {
  'modules.json': modules(['LSTM', '1_LSTM'], ['Pooling', '2_Pooling']),
  '1_LSTM/lstm_config.json': {
    word_embedding_dimension: width,
    hidden_dim: 2,
    num_layers: 1,
    dropout: 0,
    bidirectional: false,
  },
  '1_LSTM/model.safetensors': weights({
    'encoder.weight_ih_l0': [8, width],
    'encoder.weight_hh_l0': [8, 2],
    'encoder.bias_ih_l0': [8],
    'encoder.bias_hh_l0': [8],
  }),
  '2_Pooling/config.json': { word_embedding_dimension: 2, pooling_mode_mean_tokens: true },
}
const weighted: Files = {
  'modules.json': modules(['WordWeights', '1_WordWeights'], ['Pooling', '2_Pooling']),
  '1_WordWeights/config.json': { vocab: words, word_weights: {}, unknown_word_weight: 1 },
  '1_WordWeights/model.safetensors': weights({ 'emb_layer.weight': [18, 1] }),
  '2_Pooling/config.json': { word_embedding_dimension: width, pooling_mode_mean_tokens: true },
}
const routed: Files = {
  'modules.json': modules(['Pooling', '1_Pooling'], ['Router', '2_Router']),
  '1_Pooling/config.json': { word_embedding_dimension: width, pooling_mode_mean_tokens: true },
  '2_Router/router_config.json': {
    types: {
      q: 'sentence_transformers.models.Dense',
      d: 'sentence_transformers.models.Dense',
      n: 'sentence_transformers.models.LayerNorm',
    },
    structure: { query: ['q'], document: ['d', 'n'] },
    parameters: {
      default_route: 'document',
      allow_empty_key: true,
      route_mappings: { "('query', None)": 'query', "(None, ('image', 'text'))": 'document' },
    },
  },
  '2_Router/q/config.json': {
    in_features: width,
    out_features: 3,
    bias: false,
    activation_function: 'torch.nn.modules.activation.Tanh',
  },
  '2_Router/q/model.safetensors': weights({ 'linear.weight': [3, width] }),
  '2_Router/d/config.json': {
    in_features: width,
    out_features: 3,
    bias: false,
    activation_function: 'torch.nn.modules.linear.Identity',
  },
  '2_Router/d/model.safetensors': weights({ 'linear.weight': [3, width] }),
  '2_Router/n/config.json': { dimension: 3 },
  '2_Router/n/model.safetensors': weights({ 'norm.weight': [3], 'norm.bias': [3] }),
}
const sized = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      name === '1_Pooling/config.json'
        ? {
            ...(content as object),
            ...('embedding_dimension' in (content as object)
              ? { embedding_dimension: width }
              : { word_embedding_dimension: width }),
          }
        : content,
    ]),
  )
const declares = (files: Files): Seed => ({
  files: layout(files),
  changed: Object.keys(files).filter(name => !Object.hasOwn(bert, name)),
})

export const moduleFiles: Reader = {
  name: 'modules.json',
  share: 4,
  seeds: () => [
    declares(sized(current)),
    declares(sized(legacy)),
    declares(longer),
    declares(recurrent),
    declares(weighted),
    declares(routed),
  ],
  read,
}

const parts = readEncoder(bert['config.json'])
const shapes = isLeft(parts) ? {} : parts.right.parameters
const halves = [0, 1].map(half => Object.fromEntries(Object.entries(shapes).filter((_, i) => i % 2 === half)))
const [first, second] = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']

export const weightsIndex: Reader = {
  name: 'weights index',
  seeds: () => {
    const places = halves.flatMap((half, i) => Object.keys(half).map(name => [name, [first, second][i]!] as const))
    const files = {
      'config.json': bert['config.json'],
      'tokenizer.json': tokenizerJson,
      'model.safetensors.index.json': { metadata: { total_size: 1 }, weight_map: Object.fromEntries(places) },
      [first!]: weights(halves[0]!),
      [second!]: weights(halves[1]!),
    }
    return [{ files, changed: ['model.safetensors.index.json', first!] }]
  },
  read,
}

const tables: readonly Files[] = [
  {
    'modules.json': [
      { idx: 0, name: '0', path: '0_StaticEmbedding', type: 'sentence_transformers.models.StaticEmbedding' },
    ],
    '0_StaticEmbedding/tokenizer.json': tokenizerJson,
    '0_StaticEmbedding/model.safetensors': weights({ 'embedding.weight': [18, 3] }),
  },
  {
    'config.json': { model_type: 'model2vec', normalize: true, hidden_dim: 3 },
    'tokenizer.json': tokenizerJson,
    'model.safetensors': weights({ embeddings: [20, 3], mapping: [18], weights: [18] }),
  },
  {
    'modules.json': [
      { idx: 0, name: '0', path: '0_WordEmbeddings', type: 'sentence_transformers.models.WordEmbeddings' },
      { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
    ],
    '0_WordEmbeddings/wordembedding_config.json': {
      tokenizer_class: 'sentence_transformers.models.tokenizer.WhitespaceTokenizer',
      update_embeddings: false,
      max_seq_length: 1000,
    },
    '0_WordEmbeddings/whitespacetokenizer_config.json': {
      vocab: ['PADDING_TOKEN', 'a', 'dog'],
      stop_words: ['the'],
      do_lower_case: false,
    },
    '0_WordEmbeddings/model.safetensors': weights({ 'emb_layer.weight': [3, 2] }),
    '1_Pooling/config.json': { word_embedding_dimension: 2, pooling_mode_mean_tokens: true },
  },
]

export const tableFolders: Reader = {
  name: 'tables of vectors',
  share: 2,
  seeds: () => tables.map(files => ({ files })),
  read,
}
