import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readTokenizer, type TokenizerOptions } from '../../src/tokenize/tokenizer.js'

const vocabulary = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'un',
  '##believ',
  '##able',
  '##a',
  'a',
  'dog',
  '.',
  'the',
  '中',
  '##s',
]
const special = (content: string, normalized = false) => ({
  id: vocabulary.indexOf(content),
  content,
  normalized,
  special: true,
})
const json = {
  truncation: { max_length: 4, strategy: 'LongestFirst', stride: 0 },
  padding: { strategy: { Fixed: 9 }, pad_id: 0, pad_type_id: 0, pad_token: '[PAD]' },
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map(content => special(content)),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 12,
    vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
  },
}
const open = (change: object = {}, config: object = {}, options: TokenizerOptions = {}) => {
  const read = readTokenizer({ ...json, ...change }, config, options)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}
const tokens = (text: string, tokenizer = open(), maxLength = 99) =>
  tokenizer.tokens(tokenizer.encode(text, maxLength).ids).slice(1, -1).join(' ')

test('a word is its longest known pieces from the left', () => {
  assert.equal(open().encode('Unbelievable dogs.', 99), { ids: [2, 4, 5, 6, 9, 13, 10, 3], truncated: false })
})

test('a word with an unknown rest, or too long a word, is one unknown token', () => {
  assert.is(tokens('unbelieving dog'), '[UNK] dog')
  assert.is(tokens('aaaaaaaaaaaa'), 'a ##a ##a ##a ##a ##a ##a ##a ##a ##a ##a ##a')
  assert.is(tokens('aaaaaaaaaaaaa'), '[UNK]')
})

test('special tokens in a text stand for themselves, in their own spelling only', () => {
  assert.is(tokens('dog[SEP]a [CLS]'), 'dog [SEP] a [CLS]')
  assert.is(tokens('[sep]'), '[UNK] [UNK] [UNK]')
})

test('added tokens that are normalised are found in the normalised text', () => {
  const added = [...json.added_tokens, { id: 14, content: 'Hot Dog', normalized: true, special: false }]
  assert.is(tokens('a HOT DOG.', open({ added_tokens: added })), 'a Hot Dog .')
})

test('a text without words has its special tokens alone', () => {
  for (const text of ['', '  \n', '\u200b']) assert.equal(open().encode(text, 99), { ids: [2, 3], truncated: false })
})

test('the limit counts special tokens, cuts on the right and keeps them; limits written in the file are not used', () => {
  const { encode } = open()
  assert.equal(encode('the dog the dog', 6), { ids: [2, 11, 9, 11, 9, 3], truncated: false })
  assert.equal(encode('the dog the dog.', 6), { ids: [2, 11, 9, 11, 9, 3], truncated: true })
  assert.equal(encode('the dogs', 3), { ids: [2, 11, 3], truncated: true })
})

test('without a post-processor a text has no special tokens', () => {
  assert.equal(open({ post_processor: null }).encode('the dog', 99), { ids: [11, 9], truncated: false })
})

test('an added token is found as it is spelled, and is no piece of other words', () => {
  const added = [...json.added_tokens, { id: 14, content: 'thedog', normalized: false, special: false }]
  assert.is(tokens('THEDOG thedog', open({ added_tokens: added })), '[UNK] thedog')
})

test('sizes are read from the vocabulary and the added tokens', () => {
  const {
    vocabulary: size,
    pad,
    special,
  } = open({ added_tokens: [{ id: 20, content: '<x>', normalized: false, special: true }] })
  assert.equal([size, pad, special], [21, 0, 2])
  assert.is(open({}, { pad_token: { content: '.' } }).pad, 10)
})

test('tokenizer_config.json of a BERT class decides about case; other classes leave it to tokenizer.json', () => {
  assert.is(tokens('THE', open({}, { do_lower_case: false })), '[UNK]')
  const normalizer = { ...json.normalizer, lowercase: false }
  assert.is(tokens('THE', open({ normalizer }, { tokenizer_class: 'PreTrainedTokenizerFast' })), '[UNK]')
  assert.is(tokens('THE', open({ normalizer }, { tokenizer_class: 'BertTokenizer' })), 'the')
})

test('lower-casing that a sentence_bert_config.json asks for comes first', () => {
  const cased = [{ normalizer: null }, {}] as const
  assert.is(tokens('THE Dog [SEP]', open(...cased, { lowerCase: true })), 'the dog [SEP]')
  assert.is(tokens('THE Dog', open(...cased)), '[UNK] [UNK]')
})

test('what it cannot read it says in a sentence', () => {
  const sentence = (json: unknown, config: unknown = {}) => {
    const read = readTokenizer(json, config)
    return isRight(read) ? '' : read.left.map(({ sentence }) => sentence).join(' ')
  }
  const needs = 'tokenize needs a tokenizer.json with '
  assert.is(sentence('{}'), `${needs}a model; it has none: take the tokenizer.json that belongs to the model`)
  assert.is(sentence({ ...json, model: { type: 'BPE', vocab: {} } }), `${needs}a WordPiece model; it has "BPE"`)
  assert.is(
    sentence({ ...json, normalizer: { type: 'Precompiled' } }),
    `${needs}normalizers that it knows (BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Sequence); it has Precompiled`,
  )
  assert.is(sentence({ ...json, pre_tokenizer: null }), `${needs}a BertPreTokenizer; it has none`)
  assert.is(
    sentence({ ...json, model: { ...json.model, vocab: { a: -1, '[UNK]': 0 } } }),
    `${needs}whole numbers as ids; "a" has -1`,
  )
  assert.is(
    sentence({ ...json, model: { ...json.model, unk_token: '<unk>' } }),
    `${needs}its unknown token <unk> in its own vocabulary, where it is missing`,
  )
  assert.is(
    sentence({ ...json, added_tokens: [{ id: 'x' }] }).startsWith(
      `${needs}well-formed keys; these are not: added_tokens`,
    ),
    true,
  )
  assert.is(
    sentence(json, { pad_token: '<nothing>' }),
    'tokenize needs a pad_token that is in the vocabulary; tokenizer_config.json names <nothing>',
  )
})

test.run()
