import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { countWords, type LearnSettings, learnTokenizer } from '../../../src/tokenize/learn/learnTokenizer.js'
import { readTokenizer } from '../../../src/tokenize/tokenizer.js'

const texts = ['The lower, the newer', 'newer and Lower', 'the lowest low', 'new news; the newest café']
const settings: LearnSettings = { kind: 'wordpiece', size: 60, special: [], lowerCase: true, minCount: 2 }

const learn = (changes: Partial<LearnSettings> = {}, from: readonly string[] = texts) => {
  const all = { ...settings, ...changes }
  const words = countWords(all)
  for (const text of from) words.add(text)
  return learnTokenizer(words.counts, all)
}
const open = (changes: Partial<LearnSettings> = {}) => {
  const learned = learn(changes)
  if (isLeft(learned)) throw new Error(learned.left[0]!.sentence)
  const read = readTokenizer(learned.right.json, { tokenizer_class: 'PreTrainedTokenizerFast' })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return { ...read.right, learned: learned.right }
}

for (const [kind, size, pieces] of [
  ['wordpiece', 60, 'newer low'],
  ['bpe', 290, 'newer low'],
  ['unigram', 60, 'newer low'],
] as const)
  test(`${kind}: frequent words are few pieces, and come back as they were`, () => {
    const { learned, encode, decode, vocabulary, special, pad } = open({ kind, size })
    assert.ok(learned.tokens.length <= size)
    assert.equal([vocabulary, special, pad], [learned.tokens.length, 2, 0])
    assert.equal(learned.tokens.slice(0, 5), ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'])
    const { ids } = encode(pieces, 99)
    assert.ok(ids.length < 2 + 8, `${ids.length} tokens`)
    assert.is(decode(ids), pieces)
  })

test('what bytes spell is known whatever it is; elsewhere characters that were not seen are unknown', () => {
  const emoji = (kind: LearnSettings['kind'], size: number) => {
    const { tokens, encode } = open({ kind, size })
    return tokens(encode('😀', 99).ids).slice(1, -1)
  }
  assert.equal(emoji('bpe', 290), ['ð', 'Ł', 'ĺ', 'Ģ'])
  assert.equal(emoji('wordpiece', 60), ['[UNK]'])
  assert.equal(emoji('unigram', 60).at(-1), '[UNK]')
})

test('letters are made small only where that is asked for', () => {
  assert.is(open({ lowerCase: true }).learned.tokens.includes('T'), false)
  assert.is(open({ lowerCase: false, size: 90 }).learned.tokens.includes('T'), true)
})

test('a Unigram piece has the logarithm of its share of the words’ pieces', () => {
  const learned = learn({ kind: 'unigram', size: 9, minCount: 9 }, ['aaa b', 'ab'])
  // ▁ a a a, ▁ b, ▁ a b: nine pieces, of which four are a, three ▁ and two b.
  if (isLeft(learned)) throw new Error(learned.left[0]!.sentence)
  const { vocab } = learned.right.json.model as { vocab: (readonly [string, number])[] }
  assert.equal(vocab.slice(5), [
    ['a', Math.log(4 / 9)],
    ['▁', Math.log(3 / 9)],
    ['b', Math.log(2 / 9)],
  ])
})

test('the same texts give the same tokenizer, in whatever order they come', () => {
  for (const kind of ['wordpiece', 'bpe', 'unigram'] as const) {
    const size = kind === 'bpe' ? 290 : 60
    assert.equal(learn({ kind, size }, [...texts].reverse()), learn({ kind, size }))
  }
})

test('what cannot be learned is said, all of it', () => {
  const said = learn({ size: 6, special: ['[CLS]', ' '] }, [])
  assert.equal(isLeft(said) ? said.left.map(({ sentence }) => sentence) : [], [
    'the special token "[CLS]" is there already: leave it out',
    'the special token " " is blank: leave it out',
    'there are no words to learn from: the texts are empty',
    'a vocabulary of 6 has no room for pieces: 7 special tokens and the characters are 6 already; raise the size, or keep fewer characters',
  ])
})

test.run()
