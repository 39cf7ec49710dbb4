import * as fc from 'fast-check'
import { Tokenizer as Native } from 'tokenizers'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { wordPieces } from '../../src/tokenize/wordPieces.js'

const unit = fc.constantFrom(...'ab#', '😀', 'é')
const word = fc.string({ unit, minLength: 1, maxLength: 12 })
const tokens = fc.array(
  fc.oneof(
    word,
    word.map(each => `##${each}`),
  ),
  { maxLength: 25 },
)

test('the pieces of a word are those of the native library', async () => {
  await fc.assert(
    fc.asyncProperty(
      tokens,
      fc.array(word, { minLength: 1 }),
      fc.integer({ min: 1, max: 12 }),
      async (pieces, words, max_input_chars_per_word) => {
        const vocab = Object.fromEntries([...new Set(['[UNK]', ...pieces])].map((token, id) => [token, id]))
        const model = {
          type: 'WordPiece',
          unk_token: '[UNK]',
          continuing_subword_prefix: '##',
          max_input_chars_per_word,
          vocab,
        }
        const native = Native.fromString(JSON.stringify({ version: '1.0', added_tokens: [], model }))
        const theirs = await native.encodeBatch(words)
        const idsOf = wordPieces(model, new Map(Object.entries(vocab)))
        for (const [i, each] of words.entries()) assert.equal(idsOf(each), theirs[i]!.getIds(), JSON.stringify(each))
      },
    ),
    { numRuns: 300 },
  )
})

test('a piece is never half of a character', () => {
  const vocab = new Map([
    ['[UNK]', 0],
    ['a\ud83d', 1],
    ['##\ude00', 2],
    ['a', 3],
    ['##😀', 4],
  ])
  const idsOf = wordPieces({ unk_token: '[UNK]' }, vocab)
  assert.equal(idsOf('a😀'), [3, 4])
  assert.equal(idsOf('a\ud83d'), [1])
})

test.run()
