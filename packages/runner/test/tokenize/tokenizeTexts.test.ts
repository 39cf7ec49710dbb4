import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { idsOfEach, tokenizeTexts } from '../../src/tokenize/tokenizeTexts.js'
import { toyTokenizer } from './toyTokenizer.js'

const tokenizer = toyTokenizer()

test('ids stand one after another, and the offsets say where each text begins and ends', () => {
  const tokenized = tokenizeTexts(tokenizer, ['Aba.', '', 'x'], 9)
  assert.equal([...tokenized.ids], [2, 8, 6, 9, 3, 2, 3, 2, 1, 3])
  assert.equal([...tokenized.offsets], [0, 5, 7, 10])
  assert.equal(
    idsOfEach(tokenized).map(ids => [...ids]),
    [
      [2, 8, 6, 9, 3],
      [2, 3],
      [2, 1, 3],
    ],
  )
})

test('texts that are cut are counted', () => {
  const { ids, truncated } = tokenizeTexts(tokenizer, ['a a a', 'a a', 'a a a a'], 4)
  assert.is(truncated, 2)
  assert.equal([...ids], [2, 4, 4, 3, 2, 4, 4, 3, 2, 4, 4, 3])
})

test('no texts are no ids', () => {
  assert.equal(tokenizeTexts(tokenizer, [], 9), { ids: new Int32Array(), offsets: new Uint32Array(1), truncated: 0 })
})

test('one long text after short ones keeps every id', () => {
  const { ids, offsets } = tokenizeTexts(tokenizer, ['b', 'a '.repeat(500), 'b'], 1000)
  assert.equal([...offsets], [0, 3, 505, 508])
  assert.equal([...ids], [2, 5, 3, 2, ...Array(500).fill(4), 3, 2, 5, 3])
})

test.run()
