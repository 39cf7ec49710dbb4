import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { regularExpression } from '../../src/tokenize/regularExpression.js'

const found = (written: string, text: string): readonly string[] => {
  const read = regularExpression(written)
  if (isLeft(read)) throw new Error(read.left)
  return [...text.matchAll(read.right)].map(([match]) => match)
}

test('classes are those of Unicode 16, and NEL is a blank while the byte order mark is none', () => {
  assert.equal(found('\\p{L}', 'a\u088fé'), ['a', 'é'], 'U+088F came with Unicode 17')
  assert.equal(found('\\s', 'a\u0085\ufeff '), ['\u0085', ' '])
  assert.equal(found('\\w+', 'a½Ⓐ-b_'), ['a½Ⓐ', 'b_'])
  assert.equal(found('[^\\s\\p{L}\\p{N}]+', 'a1!? b…'), ['!?', '…'])
  assert.equal(found('[[:punct:]]', 'a+b.'), ['+', '.'])
  assert.equal(found('[a-f&&[^c]]', 'abcg'), ['a', 'b'])
  assert.equal(found('\\P{L}\\p{^L}', '12ab'), ['12'])
})

test('small and capital letters are alike where it says so, and only there', () => {
  assert.equal(found("(?i:'s|'ll)|b", "'S 'Ll B b"), ["'S", "'Ll", 'b'])
  assert.equal(found('(?i)[a-c]x', 'Bx bX dx'), ['Bx', 'bX'])
})

test('what is taken possessively is not given back', () => {
  assert.equal(found('a++a', 'aaa'), [])
  assert.equal(found('a+a', 'aaa'), ['aaa'])
  assert.equal(found('(?>a|ab)c', 'abc'), [])
  assert.equal(found(' ?+\\p{L}', ' a'), [' a'])
})

test('anchors stand at lines', () => {
  assert.equal(found('^.', 'ab\ncd'), ['a', 'c'])
  assert.equal(found('.$', 'ab\ncd'), ['b', 'd'])
  assert.equal(found('\\A.|.\\z', 'ab\ncd'), ['a', 'd'])
})

test('what JavaScript cannot express is named', () => {
  for (const written of ['(?x) a', '\\Ga', '(a', 'a)', '[a', '\\p{Nothing}', '\\1'])
    assert.is(isLeft(regularExpression(written)), true, written)
})

test.run()
