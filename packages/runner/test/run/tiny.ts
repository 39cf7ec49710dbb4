import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Data, fromJson, type Pipeline, type PipelineJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { vocabulary } from '../../src/vocabulary.js'

/** Words that the tokenizer of these tests knows. */
export const words = ['a', 'dog', 'cat', 'bird', 'runs', 'sleeps', 'sings', 'eats', 'the', 'small', 'old', 'not']
const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words, '.']

export const tokenizerJson = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: pieces.slice(0, 5).map((content, id) => ({
    id,
    content,
    special: true,
    normalized: false,
    lstrip: false,
    rstrip: false,
    single_word: false,
  })),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
  },
}

const positions = 16
const config = {
  vocab_size: pieces.length,
  hidden_size: 8,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  intermediate_size: 16,
  max_position_embeddings: positions,
}
export const model = {
  model: 'tiny',
  architecture: 'bert',
  hidden: 8,
  layers: 1,
  positions,
  vocabulary: pieces.length,
  maxLength: positions,
  modules: [],
  origin: { config, seed: 7, tokenizer: 'tokenizer.json' },
} as const

/** A sentence of `length` words, always the same for the same number. */
export const sentence = (n: number, length = 3 + (n % 4)): string =>
  Array.from({ length }, (_, i) => words[(n * 5 + i * 7 + n * i) % words.length]).join(' ')

const pair = (n: number) => ({ sentence1: sentence(n), sentence2: sentence(3 * n + 1), score: (n * 7) % 6 })
const some = <A>(count: number, from: number, row: (n: number) => A): A[] =>
  Array.from({ length: count }, (_, i) => row(from + i))

export const pairs: Data = {
  data: 'pairs',
  columns: [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', { score: [0, 5] }],
  ],
  splits: ['train', 'dev', 'test'],
  origin: { rows: { train: some(22, 0, pair), dev: some(9, 40, pair), test: some(7, 60, pair) } },
}
/** The same rows with one of three classes. */
export const labelled: Data = {
  ...pairs,
  data: 'labelled',
  columns: [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['label', { class: ['same', 'other', 'none'] }],
  ],
  origin: {
    rows: {
      train: some(22, 0, n => ({ sentence1: sentence(n), sentence2: sentence(n + 2), label: n % 3 })),
      dev: some(9, 40, n => ({ sentence1: sentence(n), sentence2: sentence(n + 2), label: n % 3 })),
      test: some(7, 60, n => ({ sentence1: sentence(n), sentence2: sentence(n + 2), label: n % 3 })),
    },
  },
}

type EntryJson = PipelineJson['stages'][number]
/** A stage as files have it; a choice among several is none. */
export type StageJson = Extract<EntryJson, { readonly stage: string }>
export const head: readonly StageJson[] = [
  { stage: 'tokenize', model: 'tiny' },
  { stage: 'encode', model: 'tiny' },
  { stage: 'pool.mean' },
]
export const onDev: StageJson = { stage: 'evaluate.similarity', on: 'dev' }
export const training = (settings: object = {}): StageJson => ({
  stage: 'train',
  epochs: 2,
  batchSize: 8,
  learningRate: 1e-3,
  ...settings,
})
export const cosine: StageJson = { stage: 'loss.cosineSimilarity' }

export const json = (stages: readonly EntryJson[], data: Data = pairs): PipelineJson => ({
  siamese: 2,
  data,
  models: { tiny: model },
  stages,
})

/** A pipeline of the stages of JSON; what it refuses fails the test. */
export const made = (stages: readonly EntryJson[], data: Data = pairs): Pipeline => {
  const read = fromJson(vocabulary, json(stages, data))
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}

/** A fresh folder with the tokenizer in it, where modules find the packages; the one who makes it removes it. */
export const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'siamese-run-'))
  writeFileSync(join(made, 'tokenizer.json'), JSON.stringify(tokenizerJson))
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(made, 'node_modules'), 'junction')
  return made
}
export const remove = (made: string): void => rmSync(made, { recursive: true, force: true })
