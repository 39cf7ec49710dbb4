import { readFileSync } from 'node:fs'
import { isLeft } from 'fp-ts/lib/Either.js'
import { Tokenizer as Native } from 'tokenizers'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { countWords, learnTokenizer } from '../../src/tokenize/learn/learnTokenizer.js'
import type { TokenizerKind } from '../../src/tokenize/learn/parts.js'
import { readTokenizer } from '../../src/tokenize/tokenizer.js'
import { likeNfkc } from './charsMapOf.js'
import { drawnTexts, extremes } from './drawnTexts.js'

const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8').split('\n')
const texts = [...readme, ...drawnTexts(1500, 11), ...extremes]

type Json = Readonly<Record<string, unknown>>
const learned = (kind: TokenizerKind, size: number): Json => {
  const settings = { kind, size, special: ['<X>'], lowerCase: false, minCount: 2 }
  const words = countWords(settings)
  for (const text of readme) words.add(text)
  const made = learnTokenizer(words.counts, settings)
  if (isLeft(made)) throw new Error(made.left[0]!.sentence)
  return made.right.json
}
const wordpiece = learned('wordpiece', 500)
const bpe = learned('bpe', 600)
const unigram = learned('unigram', 400)

const model = (json: Json, changes: object): Json => ({ ...json, model: { ...(json.model as object), ...changes } })
const bytes = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`)
const table = (json: Json) => (json.model as { vocab: Record<string, number> }).vocab
const withBytes = Object.fromEntries([...Object.keys(table(bpe)), ...bytes].map((token, id) => [token, id]))
const pieces = (unigram.model as { vocab: (readonly [string, number])[] }).vocab
const split = (Regex: string, behavior: string, invert = false) => ({
  pre_tokenizer: { type: 'Split', pattern: { Regex }, behavior, invert },
})
const steps = (...pretokenizers: readonly object[]) => ({ pre_tokenizer: { type: 'Sequence', pretokenizers } })
const added = (changes: object) => ({
  added_tokens: (wordpiece.added_tokens as object[]).map(token => ({ ...token, ...changes })),
})
const metaspace = { type: 'Metaspace', replacement: '▁' }
const gpt4 =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+"
const o200k =
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s+"

const tokenizers: Readonly<Record<string, Json>> = {
  WordPiece: wordpiece,
  'WordPiece, every piece of Unicode apart': {
    ...wordpiece,
    normalizer: { type: 'NFKD' },
    ...steps({ type: 'Whitespace' }),
  },
  'added tokens as words of their own': { ...wordpiece, ...added({ single_word: true, normalized: true }) },
  'added tokens with their blanks': { ...wordpiece, ...added({ lstrip: true, rstrip: true }) },
  'whole words': model(wordpiece, { type: 'WordLevel' }),
  'byte-level BPE': bpe,
  'byte-level BPE after a prefix': {
    ...bpe,
    ...steps({ type: 'ByteLevel', add_prefix_space: true, trim_offsets: true }),
  },
  'BPE in the words of GPT-4': {
    ...bpe,
    ...steps(split(gpt4, 'Isolated').pre_tokenizer, {
      type: 'ByteLevel',
      add_prefix_space: false,
      trim_offsets: true,
      use_regex: false,
    }),
  },
  'BPE in other words': { ...bpe, ...split(o200k, 'Removed', true), normalizer: { type: 'NFKC' } },
  'BPE that falls back to bytes': {
    ...model(bpe, { vocab: withBytes, byte_fallback: true, fuse_unk: true, unk_token: '[UNK]' }),
    normalizer: { type: 'Prepend', prepend: '▁' },
    pre_tokenizer: null,
  },
  'BPE with unknown characters': {
    ...model(bpe, { unk_token: '[UNK]', ignore_merges: true }),
    ...steps({ type: 'Digits', individual_digits: true }, { type: 'Punctuation', behavior: 'MergedWithNext' }),
  },
  Unigram: unigram,
  'Unigram with a character map': { ...unigram, normalizer: { type: 'Precompiled', precompiled_charsmap: likeNfkc() } },
  'Unigram that falls back to bytes': {
    ...model(unigram, { vocab: [...pieces, ...bytes.map(byte => [byte, -20])], byte_fallback: true }),
    ...steps({ type: 'WhitespaceSplit' }, { ...metaspace, prepend_scheme: 'first' }),
  },
  'Unigram on whole texts': {
    ...unigram,
    normalizer: { type: 'StripAccents' },
    pre_tokenizer: { ...metaspace, prepend_scheme: 'never', split: false },
  },
  'contiguous digits and marks': {
    ...unigram,
    ...steps(
      { type: 'Punctuation', behavior: 'Contiguous' },
      split('\\p{Nd}+|\\p{Han}', 'MergedWithPrevious').pre_tokenizer,
    ),
  },
}

const open = (json: Json, truncation_side = 'right') => {
  const read = readTokenizer(json, { tokenizer_class: 'PreTrainedTokenizerFast', truncation_side })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}

for (const [name, json] of Object.entries(tokenizers))
  test(`${name}: ids, pairs and texts again are the native library’s`, async () => {
    const { encode, decode } = open(json)
    const native = Native.fromString(JSON.stringify(json))
    const theirs = await native.encodeBatch(texts)
    const again = await native.decodeBatch(
      theirs.map(each => each.getIds()),
      true,
    )
    for (const [i, text] of texts.entries()) {
      const { ids } = encode(text, Number.MAX_SAFE_INTEGER)
      assert.equal(ids, theirs[i]!.getIds(), JSON.stringify(text))
      assert.is(decode(ids), again[i], JSON.stringify(text))
    }
    for (const side of ['right', 'left'] as const) {
      const { encode, encodePair } = open(json, side)
      native.setTruncation(16, { direction: side })
      for (let i = 0; i < 60; i++) {
        const [first, second] = [texts[i * 7]!, texts[i * 11 + 3]!]
        const one = await native.encode(first)
        assert.equal(encode(first, 16).ids, one.getIds(), `${side}: ${JSON.stringify(first)}`)
        const pair = await native.encode(first, second)
        const { ids, types } = encodePair(first, second, 16)
        assert.equal([ids, types], [pair.getIds(), pair.getTypeIds()], `${side}: ${JSON.stringify([first, second])}`)
      }
    }
  })

test.run()
