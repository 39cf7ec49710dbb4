import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { characterClasses } from '../../src/tokenize/characters.js'
import { readDecoder } from '../../src/tokenize/decoder.js'
import { readNormalizer } from '../../src/tokenize/normalizer.js'
import type { ReadPart } from '../../src/tokenize/part.js'
import { readPreTokenizer } from '../../src/tokenize/preTokenizer.js'
import { charsMapOf } from './charsMapOf.js'

const surroundings = { classes: characterClasses(), config: {} }
const opened = <Made>(read: ReadPart<Made>, json: object | null): Made => {
  const made = read(json, surroundings)
  if (isLeft(made)) throw new Error(made.left)
  return made.right
}
const normalized = (json: object | null, text: string) => opened(readNormalizer, json)(text)
const words = (json: object | null, text: string, first = true) => opened(readPreTokenizer, json)(text, first)
const decoded = (json: object | null, ...tokens: readonly string[]) => opened(readDecoder, json)(tokens)

test('normalisers', () => {
  assert.is(normalized({ type: 'NFKC' }, 'ﬁ①\u32ff'), 'fi1\u32ff', 'U+32FF came later than its tables')
  assert.is(normalized({ type: 'StripAccents' }, 'e\u0301é'), 'eé')
  assert.is(normalized({ type: 'Strip', strip_left: false, strip_right: true }, ' a\u0085 '), ' a')
  assert.is(normalized({ type: 'Replace', pattern: { Regex: ' +' }, content: '$&' }, 'a  b'), 'a$&b')
  assert.is(normalized({ type: 'Replace', pattern: { String: '.' }, content: '' }, 'a.b'), 'ab')
  assert.is(normalized({ type: 'Prepend', prepend: '▁' }, 'a'), '▁a')
  assert.is(normalized({ type: 'Prepend', prepend: '▁' }, ''), '')
  assert.is(normalized({ type: 'Nmt' }, 'a\u0007\u200bb\n'), 'a b ')
  const steps = [{ type: 'Lowercase' }, { type: 'NFD' }, { type: 'StripAccents' }]
  assert.is(normalized({ type: 'Sequence', normalizers: steps }, 'É'), 'e')
})

test('a character map: the shortest known piece at the beginning decides for a whole character of the reader', () => {
  const map = charsMapOf([
    ['ﬁ', 'fi'],
    ['e\u0301', 'é'],
    ['\u0007', ''],
    ['A', 'a'],
  ])
  const json = { type: 'Precompiled', precompiled_charsmap: map }
  assert.is(normalized(json, 'ﬁne e\u0301 A\u0007.'), 'fine é a.')
  assert.is(normalized(json, 'ﬁ\u0301'), 'fi', 'five bytes in one: the accent goes with it')
  assert.is(normalized(json, '😀\u0301'), '😀\u0301')
})

test('pre-tokenizers', () => {
  assert.equal(words(null, 'a b'), ['a b'])
  assert.equal(words({ type: 'ByteLevel', add_prefix_space: true }, "it's é"), ['Ġit', "'s", 'ĠÃ©'])
  assert.equal(words({ type: 'ByteLevel', add_prefix_space: false }, 'a  b\n'), ['a', 'Ġ', 'Ġb', 'Ċ'])
  assert.equal(words({ type: 'ByteLevel', add_prefix_space: false, use_regex: false }, 'a b'), ['aĠb'])
  const metaspace = { type: 'Metaspace', replacement: '▁' }
  assert.equal(words(metaspace, 'a  b'), ['▁a', '▁', '▁b'])
  assert.equal(words({ ...metaspace, prepend_scheme: 'never', split: false }, 'a b'), ['a▁b'])
  assert.equal(words({ ...metaspace, prepend_scheme: 'first' }, 'a', false), ['a'])
  assert.equal(words({ type: 'Whitespace' }, "it's 1½ …!"), ['it', "'", 's', '1', '½', '…!'])
  assert.equal(words({ type: 'WhitespaceSplit' }, ' a\u0085b\u3000'), ['a', 'b'])
  assert.equal(words({ type: 'Digits', individual_digits: false }, 'a12½b'), ['a', '12½', 'b'])
  assert.equal(words({ type: 'Digits', individual_digits: true }, 'a12'), ['a', '1', '2'])
  assert.equal(words({ type: 'CharDelimiterSplit', delimiter: '-' }, 'a-b--c'), ['a', 'b', 'c'])
  const then = {
    type: 'Sequence',
    pretokenizers: [{ type: 'WhitespaceSplit' }, { ...metaspace, prepend_scheme: 'first' }],
  }
  assert.equal(words(then, 'a b'), ['▁a', 'b'])
  assert.equal(words(then, ' a b'), ['a', 'b'], 'what begins the text is gone')
})

test('what becomes of the matches that a text is split at', () => {
  const split = (behavior: string, invert = false) =>
    words({ type: 'Split', pattern: { String: '-' }, behavior, invert }, 'the-final--countdown')
  assert.equal(split('Removed'), ['the', 'final', 'countdown'])
  assert.equal(split('Isolated'), ['the', '-', 'final', '-', '-', 'countdown'])
  assert.equal(split('MergedWithPrevious'), ['the-', 'final-', '-', 'countdown'])
  assert.equal(split('MergedWithNext'), ['the', '-final', '-', '-countdown'])
  assert.equal(split('Contiguous'), ['the', '-', 'final', '--', 'countdown'])
  assert.equal(split('Removed', true), ['-', '-', '-'])
})

test('decoders', () => {
  assert.is(decoded(null, 'a', 'b'), 'a b')
  assert.is(
    decoded({ type: 'WordPiece', prefix: '##', cleanup: true }, 'do', "n't", 'go', '##ing', '.'),
    "don't going.",
  )
  assert.is(decoded({ type: 'ByteLevel' }, 'Ġa', 'Ã', '©', 'Ã'), ' aé\ufffd')
  assert.is(decoded({ type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' }, '▁a', '▁b'), 'a b')
  assert.is(decoded({ type: 'BPEDecoder', suffix: '</w>' }, 'a', 'b</w>', 'c</w>'), 'ab c')
  const steps = [
    { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
    { type: 'ByteFallback' },
    { type: 'Fuse' },
    { type: 'Strip', content: ' ', start: 1, stop: 0 },
  ]
  assert.is(decoded({ type: 'Sequence', decoders: steps }, '▁a', '<0xC3>', '<0xA9>', '▁', '<0xFF>'), 'aé \ufffd')
})

test.run()
