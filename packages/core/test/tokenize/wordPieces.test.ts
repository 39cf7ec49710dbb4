import { Tokenizer as Library } from '@huggingface/tokenizers'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { wordPieces } from '../../src/tokenize/wordPieces.js'

const unit = fc.constantFrom(...'ab#', '😀', '\ud83d', '\ude00', 'é')
const word = fc.string({ unit, minLength: 1, maxLength: 12 })
const tokens = fc.array(
  fc.oneof(
    word,
    word.map(each => `##${each}`),
  ),
  { maxLength: 25 },
)

test('the pieces of a word are those of the library, halves of characters included', () => {
  fc.assert(
    fc.property(tokens, fc.array(word), fc.integer({ min: 1, max: 12 }), (pieces, words, max_input_chars_per_word) => {
      const vocab = Object.fromEntries(['[UNK]', ...pieces].map((token, id) => [token, id]))
      const model = {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word,
        vocab,
      }
      const parts = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, added_tokens: [] }
      const library = new Library({ model, ...parts }, {})
      const idsOf = wordPieces(model, new Map(Object.entries(vocab)))
      for (const each of words)
        assert.equal(
          idsOf(each),
          library.model!.encode([each]).map(token => vocab[token]),
          JSON.stringify(each),
        )
    }),
    { numRuns: 500 },
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
  const idsOf = wordPieces({ unk_token: '[UNK]', vocab: {} }, vocab)
  assert.equal(idsOf('a😀'), [3, 4])
  assert.equal(idsOf('a\ud83d'), [1])
})

test.run()
