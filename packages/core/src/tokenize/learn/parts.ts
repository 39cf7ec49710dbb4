import { byteCharacters } from '../byteLevel.js'

export type TokenizerKind = 'wordpiece' | 'bpe' | 'unigram'

/** The special tokens that every vocabulary made here begins with. */
export const specialTokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const

/** What a kind of tokenizer does around its model, as a tokenizer.json says it, and what its vocabulary is learned with. */
export interface Parts {
  readonly normalizer: object | null
  readonly pre_tokenizer: object
  readonly decoder: object
  readonly alphabet: readonly string[]
  readonly prefix?: string
}

const metaspace = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true }
const sequence = (...normalizers: readonly object[]) => ({ type: 'Sequence', normalizers })

export const partsOf: Readonly<Record<TokenizerKind, (lowerCase: boolean) => Parts>> = {
  /** As BERT's: blanks and marks part words, Chinese characters stand alone, accents go with the case. */
  wordpiece: lowercase => ({
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    alphabet: [],
    prefix: '##',
  }),
  /** As GPT-2's: any text is known, by its bytes. */
  bpe: lowerCase => ({
    normalizer: lowerCase ? sequence({ type: 'NFC' }, { type: 'Lowercase' }) : { type: 'NFC' },
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    alphabet: byteCharacters,
  }),
  /** As SentencePiece's: compatibility forms, and the blank before a word is a part of it. */
  unigram: lowerCase => ({
    normalizer: sequence(
      { type: 'Nmt' },
      { type: 'NFKC' },
      ...(lowerCase ? [{ type: 'Lowercase' }] : []),
      { type: 'Strip', strip_left: true, strip_right: true },
      { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
    ),
    pre_tokenizer: metaspace,
    decoder: metaspace,
    alphabet: [],
  }),
}

/** A tokenizer.json: `[CLS]` before a text, `[SEP]` behind it. The special tokens have the first ids. */
export const tokenizerJson = (
  { normalizer, pre_tokenizer, decoder }: Parts,
  special: readonly string[],
  model: object,
): Readonly<Record<string, unknown>> => {
  const id = (token: string) => special.indexOf(token)
  const once = (token: string, type_id: number) => ({ SpecialToken: { id: token, type_id } })
  const text = (name: 'A' | 'B', type_id: number) => ({ Sequence: { id: name, type_id } })
  const known = (token: string) => ({ id: token, ids: [id(token)], tokens: [token] })
  const single = [once('[CLS]', 0), text('A', 0), once('[SEP]', 0)]
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map(content => ({
      id: id(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer,
    pre_tokenizer,
    post_processor: {
      type: 'TemplateProcessing',
      single,
      pair: [...single, text('B', 1), once('[SEP]', 1)],
      special_tokens: { '[CLS]': known('[CLS]'), '[SEP]': known('[SEP]') },
    },
    decoder,
    model,
  }
}

/** The tokenizer.json of a WordPiece tokenizer of these tokens, of which the first are the special ones. */
export const wordPieceJson = (tokens: readonly string[]): Readonly<Record<string, unknown>> =>
  tokenizerJson(partsOf.wordpiece(true), specialTokens, wordPieceModel(tokens))

export const wordPieceModel = (tokens: readonly string[]) => ({
  type: 'WordPiece',
  unk_token: '[UNK]',
  continuing_subword_prefix: '##',
  max_input_chars_per_word: 100,
  vocab: idsOf(tokens),
})

export const idsOf = (tokens: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(tokens.map((token, id) => [token, id]))
