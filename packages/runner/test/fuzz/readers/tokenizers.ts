import { isLeft, map } from 'fp-ts/lib/Either.js'
import { likeNfkc } from '../../../../core/test/tokenize/charsMapOf.js'
import { asProblems } from '../../../src/asPromise.js'
import { readTokenizerFiles } from '../../../src/sources/modelFiles/tokenizerFiles.js'
import { openTokenizer } from '../../../src/tokenize/openTokenizer.js'
import { tokenizerJson } from '../../run/tiny.js'
import { toyFile } from '../../tokenize/toyTokenizer.js'
import type { Reader, Seed } from '../reader.js'

const texts = [
  '',
  'a small dog runs.',
  "It's 12½ ﬁne…\n\t DOGS",
  'a'.repeat(300),
  `${' '.repeat(60)}x`,
  '😀\u0301 中文 \ud800 [CLS] <s>',
  'ab'.repeat(40),
  '\u0000\u0007',
]

const special = (...contents: readonly string[]) =>
  contents.map((content, id) => ({
    id,
    content,
    special: true,
    normalized: false,
    lstrip: false,
    rstrip: true,
    single_word: false,
  }))
const table = (...pieces: readonly string[]) => Object.fromEntries(pieces.map((piece, id) => [piece, id]))

const bytePairs = {
  added_tokens: [
    ...special('<s>', '<pad>', '</s>', '<unk>'),
    { id: 11, content: 'dogs', special: false, normalized: true, single_word: true, lstrip: true },
  ],
  normalizer: {
    type: 'Sequence',
    normalizers: [
      { type: 'NFC' },
      { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
      { type: 'Strip', strip_left: true, strip_right: true },
    ],
  },
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      {
        type: 'Split',
        pattern: {
          Regex: "(?i:'s|'t)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]++|\\s+(?!\\S)|\\s+",
        },
        behavior: 'Isolated',
        invert: false,
      },
      { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
    ],
  },
  post_processor: {
    type: 'RobertaProcessing',
    sep: ['</s>', 2],
    cls: ['<s>', 0],
    trim_offsets: true,
    add_prefix_space: true,
  },
  decoder: {
    type: 'Sequence',
    decoders: [{ type: 'ByteLevel' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }],
  },
  truncation: { direction: 'Right', max_length: 20, strategy: 'LongestFirst', stride: 0 },
  padding: { direction: 'Left', pad_id: 1, pad_token: '<pad>' },
  model: {
    type: 'BPE',
    vocab: table('<s>', '<pad>', '</s>', '<unk>', 'a', 'b', 'Ġ', 'ab', 'Ġa', 's', 'aa'),
    merges: ['a b', ['Ġ', 'a'], 'a a'],
    unk_token: '<unk>',
    fuse_unk: true,
    byte_fallback: false,
    ignore_merges: true,
    dropout: null,
  },
}

const unigram = {
  added_tokens: special('<s>', '<pad>', '</s>', '<unk>'),
  normalizer: {
    type: 'Sequence',
    normalizers: [{ type: 'Precompiled', precompiled_charsmap: likeNfkc().slice(0, 2 ** 30) }, { type: 'Nmt' }],
  },
  pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '<s>', type_id: 0 } },
      { Sequence: { id: 'B', type_id: 1 } },
    ],
    special_tokens: { '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] } },
  },
  decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
  model: {
    type: 'Unigram',
    unk_id: 3,
    byte_fallback: true,
    vocab: [
      ['<s>', 0],
      ['<pad>', 0],
      ['</s>', 0],
      ['<unk>', 0],
      ['▁a', -2.5],
      ['a', -3],
      ['b', -3.5],
      ['▁', -1],
      ['ab', -4],
      ['<0x41>', -9],
    ],
  },
}

const wordLevel = {
  added_tokens: special('[PAD]', '[UNK]'),
  normalizer: {
    type: 'Sequence',
    normalizers: [{ type: 'Lowercase' }, { type: 'StripAccents' }, { type: 'Prepend', prepend: 'a ' }],
  },
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      { type: 'Whitespace' },
      { type: 'Digits', individual_digits: true },
      { type: 'Punctuation', behavior: 'MergedWithNext' },
      { type: 'CharDelimiterSplit', delimiter: '-' },
      { type: 'FixedLength', length: 7 },
    ],
  },
  post_processor: null,
  decoder: { type: 'CTC', pad_token: '[PAD]', word_delimiter_token: '|', cleanup: true },
  model: { type: 'WordLevel', vocab: table('[PAD]', '[UNK]', 'a', 'dog', 'runs'), unk_token: '[UNK]' },
}

const config = { tokenizer_class: 'BertTokenizer', pad_token: '[PAD]', do_lower_case: true, model_max_length: 512 }
const without = (json: object) => ({ ...json, normalizer: null })

const seeds = (): readonly Seed[] => [
  {
    files: {
      'tokenizer.json': tokenizerJson,
      'tokenizer_config.json': config,
      'special_tokens_map.json': { cls_token: { content: '[CLS]' } },
    },
  },
  { files: { 'tokenizer.json': toyFile } },
  {
    files: {
      'tokenizer.json': bytePairs,
      'tokenizer_config.json': { pad_token: '<pad>', padding_side: 'left', truncation_side: 'left' },
    },
  },
  { files: { 'tokenizer.json': unigram }, changed: ['tokenizer.json'] },
  { files: { 'tokenizer.json': without(unigram) } },
  { files: { 'tokenizer.json': wordLevel } },
  { files: { 'tokenizer.json': { vocab: ['[PAD]', 'a', 'dog'], stop_words: ['the'], do_lower_case: true } } },
]

export const tokenizers: Reader = {
  name: 'tokenizer.json',
  share: 5,
  seeds,
  read: async folder => {
    const files = await readTokenizerFiles(folder)()
    if (isLeft(files)) return files
    const opened = openTokenizer(files.right.json, files.right.config, { lowerCase: false })
    if (isLeft(opened)) return opened
    const { encode, encodePair, promptLength, tokens, decode, vocabulary } = opened.right
    const used = await asProblems(async () => {
      for (const text of texts) {
        const { ids } = encode(text, 16)
        if (ids.length > 16 && ids.length > opened.right.special) throw new Error(`${ids.length} ids of at most 16`)
        if (ids.some(id => !Number.isSafeInteger(id) || id < 0 || id >= vocabulary))
          throw new Error(`ids ${ids} of ${vocabulary}`)
        encodePair(text, texts[1]!, 12)
        promptLength(text, 8)
        tokens(ids)
        decode(ids)
      }
    })
    return map(() => opened.right)(used)
  },
}
