const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789']

/** What the tokenizer knows: special tokens, marks, some words, and single characters, of which it makes every other word. */
export const vocabularyOf = (words: readonly string[]): readonly string[] => [
  ...new Set([...special, ..."'!?,.-", ...letters, ...letters.map(each => `##${each}`), ...words]),
]

/** A tokenizer.json as BERT's: lower case, words and marks apart, the longest known pieces of a word. */
export const tokenizerFile = (vocabulary: readonly string[]) => {
  const id = (token: string) => vocabulary.indexOf(token)
  const once = (token: string) => ({ SpecialToken: { id: token, type_id: 0 } })
  const known = (token: string) => ({ id: token, ids: [id(token)], tokens: [token] })
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map(content => ({
      id: id(content),
      content,
      special: true,
      normalized: false,
      lstrip: false,
      rstrip: false,
      single_word: false,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [once('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, once('[SEP]')],
      pair: [],
      special_tokens: { '[CLS]': known('[CLS]'), '[SEP]': known('[SEP]') },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((token, i) => [token, i])),
    },
  }
}
