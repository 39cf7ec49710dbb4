import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { characterClasses } from '../../src/tokenize/characters.js'
import { normalizeText } from '../../src/tokenize/normalizeText.js'
import { splitWords } from '../../src/tokenize/splitWords.js'

const classes = characterClasses()
const uncased = normalizeText(classes, { cleanText: true, spaceChinese: true, stripAccents: true, lowercase: true })
const cased = normalizeText(classes, { cleanText: true, spaceChinese: true, stripAccents: false, lowercase: false })
const words = splitWords(classes)

test('accents go, composed or combining, and letters become small', () => {
  assert.is(uncased('Café Ångström'), 'cafe angstrom')
  assert.is(uncased('Cafe\u0301'), 'cafe')
  assert.is(cased('Café'), 'Café')
})

test('a capital sigma at the end of a word is lower-cased like any other', () => {
  assert.is(uncased('ΣΑΣ'), 'σασ')
})

test('a capital I with a dot becomes a plain i', () => {
  assert.is(uncased('İstanbul'), 'istanbul')
})

test('controls, formats and private characters vanish, every kind of blank is a space', () => {
  assert.is(uncased('a\u0000b\u200bc\ufeffd\ufffde\ue000f\u0085g'), 'abcdefg')
  assert.is(uncased('a\tb\nc\u00a0d\u3000e'), 'a b c d e')
})

test('half a surrogate pair vanishes', () => {
  assert.is(uncased('a\ud83db'), 'ab')
})

test('Chinese characters stand alone, Japanese syllables do not, nor those that the library forgot', () => {
  assert.is(uncased('a北京b'), 'a 北  京 b')
  assert.is(uncased('ひらがな'), 'ひらかな')
  assert.is(uncased('a\u{2b820}b'), 'a\u{2b820}b')
})

test('punctuation is a word of its own, as Unicode 8 knew it', () => {
  assert.equal(words("wasn't it?"), ['wasn', "'", 't', 'it', '?'])
  assert.equal(words('“a”…—b'), ['“', 'a', '”', '…', '—', 'b'])
  assert.equal(words('a\u2e52b'), ['a\u2e52b'], 'U+2E52 came with Unicode 13')
  assert.equal(words('1€ + 2$'), ['1€', '+', '2', '$'])
  assert.equal(words('  '), [])
})

test.run()
