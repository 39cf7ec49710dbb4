import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readModel } from '../../src/tokenize/model.js'

const idsOf = (model: object) => {
  const read = readModel(model, { classes: new Uint8Array(), config: {} })
  if (isLeft(read)) throw new Error(read.left)
  return read.right.idsOf
}
const table = (...tokens: readonly string[]) => Object.fromEntries(tokens.map((token, id) => [token, id]))

test('byte pairs: the pair learned first is merged first, the leftmost of equals', () => {
  const bpe = { type: 'BPE', vocab: table('a', 'b', 'c', 'bc', 'ab', 'aa'), merges: ['b c', ['a', 'b'], 'a a'] }
  assert.equal(idsOf(bpe)('abc'), [0, 3], 'bc comes before ab')
  assert.equal(idsOf(bpe)('aba'), [4, 0])
  assert.equal(idsOf(bpe)('aaa'), [5, 0])
  assert.equal(idsOf({ ...bpe, vocab: { ...bpe.vocab, abc: 6 }, ignore_merges: true })('abc'), [6])
})

test('byte pairs: unknown characters are skipped, told one by one, or told as one', () => {
  const bpe = { type: 'BPE', vocab: table('<unk>', 'a'), merges: [] }
  assert.equal(idsOf(bpe)('axya'), [1, 1])
  assert.equal(idsOf({ ...bpe, unk_token: '<unk>' })('axya'), [1, 0, 0, 1])
  assert.equal(idsOf({ ...bpe, unk_token: '<unk>', fuse_unk: true })('axya'), [1, 0, 1])
  const bytes = { ...bpe, vocab: table('<unk>', 'a', '<0xC3>', '<0xA9>'), unk_token: '<unk>', byte_fallback: true }
  assert.equal(idsOf(bytes)('aéè'), [1, 2, 3, 0], 'è lacks a byte')
})

test('byte pairs: marks before what continues a word, and behind its end', () => {
  const marks = { continuing_subword_prefix: '##', end_of_word_suffix: '</w>' }
  const bpe = { type: 'BPE', vocab: table('a', '##b', '##c</w>', 'ab', 'abc</w>'), ...marks }
  assert.equal(idsOf({ ...bpe, merges: ['a ##b'] })('abc'), [3, 2])
  assert.equal(idsOf({ ...bpe, merges: ['a ##b', 'ab ##c</w>'] })('abc'), [4])
})

test('byte pairs: a very long word takes no longer than its length asks for', () => {
  const bpe = { type: 'BPE', vocab: table('a', 'aa', 'aaaa'), merges: ['a a', 'aa aa'] }
  assert.is(idsOf(bpe)('a'.repeat(200_000)).length, 50_000)
})

const unigram = {
  type: 'Unigram',
  unk_id: 0,
  vocab: [
    ['<unk>', 0],
    ['a', -2],
    ['b', -3],
    ['ab', -4],
    ['abc', -9],
    ['😀', -1],
  ],
}

test('unigram: the pieces with the largest sum of scores, the first found of equals', () => {
  assert.equal(idsOf(unigram)('ab'), [3], '-4 is more than -2 - 3')
  assert.equal(idsOf(unigram)('abab'), [3, 3])
  assert.equal(idsOf(unigram)('abc'), [4], '-9 is more than -4 - 19, the worst less ten')
  assert.equal(idsOf(unigram)('😀a'), [5, 1])
})

test('unigram: unknown characters in a row are one, or their bytes', () => {
  assert.equal(idsOf(unigram)('axya'), [1, 0, 1])
  const vocab = [...unigram.vocab, ['<0x78>', -20], ['<0xC3>', -20], ['<0xA9>', -20]]
  assert.equal(idsOf({ ...unigram, vocab, byte_fallback: true })('axéa'), [1, 6, 7, 8, 1])
  assert.equal(idsOf({ ...unigram, vocab, byte_fallback: true })('axya'), [1, 0, 1], 'y has no byte')
})

test('word level: a word or the unknown token', () => {
  const words = { type: 'WordLevel', vocab: table('<unk>', 'the', 'dog'), unk_token: '<unk>' }
  assert.equal(['dog', 'cat'].map(idsOf(words)), [[2], [0]])
})

test.run()
