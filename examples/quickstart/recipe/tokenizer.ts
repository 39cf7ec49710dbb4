/** The whole pipeline of an uncased BERT tokenizer in the tokenizer.json format of Hugging Face. */
export const tokenizerJson = (vocabulary: readonly string[]): string => {
  const ids = Object.fromEntries(vocabulary.map((piece, id) => [piece, id]))
  const special = vocabulary.filter(piece => /^\[.+\]$/.test(piece))
  const frame = (piece: string) => ({ SpecialToken: { id: piece, type_id: 0 } })
  const template = {
    type: 'TemplateProcessing',
    single: [frame('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, frame('[SEP]')],
    pair: [
      frame('[CLS]'),
      { Sequence: { id: 'A', type_id: 0 } },
      frame('[SEP]'),
      { Sequence: { id: 'B', type_id: 1 } },
      { SpecialToken: { id: '[SEP]', type_id: 1 } },
    ],
    special_tokens: Object.fromEntries(
      ['[CLS]', '[SEP]'].map(piece => [piece, { id: piece, ids: [ids[piece]], tokens: [piece] }]),
    ),
  }
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map(content => ({
      id: ids[content],
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: template,
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: ids,
    },
  }
  return `${JSON.stringify(tokenizer, null, 1)}\n`
}
