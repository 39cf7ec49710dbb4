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

test('a text is cut where the tokenizer says, and a batch filled up at the end that it names', () => {
  const left = open({}, { truncation_side: 'left', padding_side: 'left' })
  assert.equal([open().truncationSide, open().paddingSide], ['right', 'right'])
  assert.equal([left.truncationSide, left.paddingSide], ['left', 'left'])
  assert.equal(left.encode('the dogs.', 4), { ids: [2, 13, 10, 3], truncated: true })
  assert.is(open({ padding: { direction: 'Left' } }).paddingSide, 'left')
})

test('of a pair the longer text gives up tokens, one at a time, until both fit', () => {
  const { encodePair } = open()
  assert.equal(encodePair('the dog', 'a', 99), {
    ids: [2, 11, 9, 3, 8, 3],
    types: [0, 0, 0, 0, 1, 1],
    truncated: false,
  })
  const ids = (first: string, second: string, maxLength: number) => encodePair(first, second, maxLength).ids
  assert.equal(ids('the dog the dog', 'a', 7), [2, 11, 9, 11, 3, 8, 3])
  assert.equal(ids('a', 'the dog the dog', 7), [2, 8, 3, 11, 9, 11, 3])
  assert.equal(ids('the the the', 'dog dog dog dog', 8), [2, 11, 11, 3, 9, 9, 9, 3])
  assert.is(encodePair('the the the', 'dog dog dog dog', 8).truncated, true)
})

test('a prompt is as long as its tokens with those before it', () => {
  const { promptLength } = open()
  assert.is(promptLength('the dogs', 99), 4)
  assert.is(promptLength('', 99), 1)
  assert.is(open({ post_processor: null }).promptLength('the dogs', 99), 3)
  assert.is(open({ post_processor: null }).promptLength('the [SEP]', 99), 1)
})

test('tokens become a text again, without the special ones', () => {
  const { encode, decode } = open()
  assert.is(decode(encode('Unbelievable dogs [SEP] a.', 99).ids), 'unbelievable dogs a.')
  assert.is(decode([]), '')
})

test('an added token may take the blanks around it, and may want to be a word of its own', () => {
  const added = (changes: object) =>
    open({ added_tokens: [...json.added_tokens, { ...special('the'), id: 14, content: '<x>', ...changes }] })
  assert.equal(added({ lstrip: true, rstrip: true }).encode('a <x> a', 99).ids, [2, 8, 14, 8, 3])
  const alone = added({ content: 'dog', id: 9, single_word: true })
  assert.is(tokens('dog dogs', alone), 'dog dog ##s')
  assert.equal(alone.encode('dog-dog', 99).ids, [2, 9, 1, 9, 3])
})

test('what it cannot read it says in a sentence', () => {
  const sentence = (json: unknown, config: unknown = {}) => {
    const read = readTokenizer(json, config)
    return isRight(read) ? '' : read.left.map(({ sentence }) => sentence).join(' ')
  }
  const needs = 'tokenize needs a tokenizer.json with '
  assert.is(sentence('{}'), `${needs}a model; it has none: take the tokenizer.json that belongs to the model`)
  assert.is(
    sentence({ ...json, model: { type: 'BytePair', vocab: {} } }),
    `${needs}models that are known (WordPiece, WordLevel, BPE, Unigram); it has BytePair`,
  )
  assert.is(
    sentence({ ...json, model: { vocab: {} } }),
    `${needs}models that are known (WordPiece, WordLevel, BPE, Unigram); it has one without a type`,
  )
  assert.is(
    sentence({ ...json, model: { type: 'BPE', vocab: {} } }),
    `${needs}well-formed settings of BPE; these are not: merges`,
  )
  assert.is(
    sentence({ ...json, normalizer: { type: 'Sequence', normalizers: [{ type: 'Lower' }] } }),
    `${needs}normalizers that are known (BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Nmt, StripAccents, Strip, Replace, Prepend, ByteLevel, Precompiled, Sequence); it has Lower`,
  )
  assert.is(
    sentence({ ...json, normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }),
    `${needs}a precompiled_charsmap that is whole; it is cut short or is not base64`,
  )
  assert.is(
    sentence({ ...json, pre_tokenizer: { type: 'UnicodeScripts' } }),
    `${needs}pre-tokenizers that are known (BertPreTokenizer, ByteLevel, Metaspace, Whitespace, WhitespaceSplit, Punctuation, Digits, CharDelimiterSplit, FixedLength, Split, Sequence); it has UnicodeScripts`,
  )
  assert.is(
    sentence({ ...json, pre_tokenizer: { type: 'Split', pattern: { Regex: '(a' }, behavior: 'Isolated' } }),
    `${needs}regular expressions that JavaScript can express; (a is none (a parenthesis is not closed)`,
  )
  const bpe = { type: 'BPE', vocab: { '[PAD]': 0, a: 1, b: 2 } }
  assert.is(
    sentence({ ...json, model: { ...bpe, merges: ['a b'] } }),
    `${needs}merges of tokens in its vocabulary; "ab" is missing there`,
  )
  for (const merge of ['ab', ['a'], ['a', 'b', 'c'], ['a', null], null, {}])
    assert.is(
      sentence({ ...json, model: { ...bpe, merges: [merge] } }),
      `${needs}merges of two tokens each; ${JSON.stringify(merge)} is none`,
    )
  assert.is(
    sentence({ ...json, model: { ...bpe, merges: [], dropout: 0.1 } }),
    `${needs}a BPE model without dropout, which gives a text other tokens each time; it has 0.1`,
  )
  assert.is(
    sentence({ ...json, model: { type: 'Unigram', vocab: [['a', -1]], unk_id: 1 } }),
    `${needs}an unk_id that is one of its 1 pieces; it has 1`,
  )
  assert.is(
    sentence({ ...json, model: { type: 'Unigram', vocab: [['a']], unk_id: 0 } }),
    `${needs}pieces with their scores; ["a"] is none`,
  )
  assert.is(
    sentence(json, { padding_side: 'middle' }),
    'tokenize needs a padding_side of left or right; tokenizer_config.json has "middle"',
  )
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
