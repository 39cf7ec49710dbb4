import { readTokenizer } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TokenizerParts } from '../../src/tokenize/messages.js'

const tokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'a', 'b', '##a', '##b', 'ab', '.', '中', 'ω']

/** A tokenizer with few tokens, as its file says it. */
export const toyFile = {
  added_tokens: tokens.slice(0, 4).map((content, id) => ({ id, content, normalized: false, special: true })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
  },
}

export const toyParts: TokenizerParts = { json: JSON.stringify(toyFile), config: {}, lowerCase: false }

export const toyTokenizer = () => {
  const read = readTokenizer(toyFile)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}
