import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { length, repeated } from '../src/longTexts.js'

/** A token for each letter of a word, none for a '-', and two around the text. */
const tokens = (text: string): number => text.replaceAll(/[\s-]/g, '').length + 2

test('words are repeated in order until a text has as many tokens as all', () => {
  const text = repeated('ab c', tokens)
  assert.is(tokens(text), length)
  assert.ok(text.startsWith('ab c ab c ab'))
})

test('what is left is filled by a word of one token', () => {
  const text = repeated('abcdefghi', tokens)
  assert.is(tokens(text), length)
  // 126 tokens are fourteen times nine.
  assert.is(text.split(' ').length, 14)
  assert.ok(repeated('abcdefgh', tokens).endsWith('abcdefgh a a a a a a'))
})

test('a text without tokens becomes long, too', () => {
  assert.is(tokens(repeated('- -', tokens)), length)
})

test('a long text keeps the words that fit', () => {
  const text = repeated(Array.from({ length: 200 }, () => 'ab').join(' '), tokens)
  assert.is(text, Array.from({ length: 63 }, () => 'ab').join(' '))
})

test.run()
