import { tableParameter, unlimited } from '@siamese/core'
import { jsonFileText } from '../jsonFileText.js'
import type { Tensors } from '../safetensors.js'
import { flatStages } from './flatStages.js'
import type { JsonObject } from './readJson.js'
import { staticTable, wordTable } from './tableWeights.js'
import type { TokenizerFiles } from './tokenizerFiles.js'
import { writtenWords } from './wordFiles.js'
import { writtenConfig } from './writtenConfig.js'
import { ownPrefix, tokenTable } from './writtenModule.js'
import type { ModulesToWrite } from './writtenModules.js'
import { writtenTokenizer } from './writtenTokenizer.js'

const library = 'sentence_transformers.sentence_transformer.modules'

export interface EncoderToWrite extends Pick<ModulesToWrite, 'modules'> {
  /** config.json of the encoder, and its text when it was read from a file. */
  readonly config: JsonObject
  readonly configText?: string | undefined
  readonly tokenizer: TokenizerFiles
  readonly maxLength: number
  readonly lowerCase: boolean
  /** The encoder's tensors under the base model's names, with those that it carries along unread. */
  readonly weights: Tensors
}

/** The first module of a folder: its place and class, its files but for the weights, and how many of the stages it computes itself. */
export interface WrittenEncoder {
  readonly path: string
  readonly type: string
  readonly files: Readonly<Record<string, string>>
  readonly computes: number
  /** Its tensors under the library's names. */
  readonly weights: Tensors
}

export const writtenEncoder = (model: EncoderToWrite): WrittenEncoder =>
  (writers[String(model.config.model_type)] ?? transformer)(model)

const transformer = ({
  config,
  configText,
  tokenizer,
  maxLength,
  lowerCase,
  modules,
  weights,
}: EncoderToWrite): WrittenEncoder => ({
  path: '',
  type: 'sentence_transformers.base.modules.transformer.Transformer',
  files: {
    'config.json': writtenConfig(config, configText, readsOf(modules)),
    'sentence_bert_config.json': jsonFileText(sentenceConfig(lowerCase)),
    ...writtenTokenizer(tokenizer, maxLength),
  },
  computes: 0,
  weights,
})

const readsOf = (modules: EncoderToWrite['modules']) =>
  flatStages(modules).some(({ stage }) => stage.stage === 'pool.weightedLayers') ? 'all layers' : 'the last'

const sentenceConfig = (lowerCase: boolean): JsonObject => ({
  transformer_task: 'feature-extraction',
  modality_config: { text: { method: 'forward', method_output_name: 'last_hidden_state' } },
  module_output_name: 'token_embeddings',
  ...(lowerCase ? { do_lower_case: true } : {}),
})

/** The library's module is the table and the mean of its rows; a limit is the tokenizer's to keep. */
const table = ({ tokenizer, maxLength, modules: [pooling], weights }: EncoderToWrite): WrittenEncoder => {
  const isMean = pooling?.stage === 'pool.mean' && pooling.prompt !== 'excluded'
  const cut = {
    direction: 'Right',
    strategy: 'LongestFirst',
    stride: 0,
    ...(tokenizer.json.truncation as object | null),
  }
  const truncation = maxLength < unlimited ? { ...cut, max_length: maxLength } : null
  return {
    path: isMean ? '0_StaticEmbedding' : `0_${tokenTable}`,
    type: isMean ? `${library}.static_embedding.StaticEmbedding` : `${ownPrefix}${tokenTable}`,
    files: { 'tokenizer.json': jsonFileText({ ...tokenizer.json, padding: null, truncation }) },
    computes: isMean ? 1 : 0,
    weights: tableNamed(staticTable, weights),
  }
}

const words = ({ config, tokenizer, maxLength, weights }: EncoderToWrite): WrittenEncoder => ({
  path: '0_WordEmbeddings',
  type: `${library}.word_embeddings.WordEmbeddings`,
  files: writtenWords({ words: tokenizer.json, moves: config.update_embeddings === true, maxLength }),
  computes: 0,
  weights: tableNamed(wordTable, weights),
})

const tableNamed = (own: string, weights: Tensors): Tensors =>
  new Map([...weights].map(([name, tensor]) => [name === tableParameter ? own : name, tensor]))

const writers: Readonly<Record<string, (model: EncoderToWrite) => WrittenEncoder>> = {
  static: table,
  'word-vectors': words,
}
