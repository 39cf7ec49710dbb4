import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Problems, problem } from '../problem.js'
import type { Tokenizer } from './reading.js'
import { cut, longestFirst } from './truncate.js'

const file = t.type({ vocab: t.array(t.string), stop_words: t.array(t.string), do_lower_case: t.boolean })

/** The words of word vectors, in the order of their rows: whitespacetokenizer_config.json. */
export interface WordList extends t.TypeOf<typeof file> {}

export const isWordList = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'vocab' in json && 'stop_words' in json

// What Python's str.split takes for blank, and string.punctuation for marks.
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python splits at them
const blank = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
const marks = /^[!-/:-@[-`{-~]+|[!-/:-@[-`{-~]+$/g

/**
 * The words of a text that have a vector: as they stand, else without the marks around them, else in lower case, too. A stop word is left
 * out as soon as it is one, and so is a word without a vector. As sentence-transformers' WhitespaceTokenizer.
 */
export const readWordList = (json: unknown): Either<Problems, Tokenizer> => {
  if (!file.is(json))
    return left([
      problem('tokenize needs a word list with vocab, stop_words and do_lower_case', { place: 'word list' }),
    ])
  const { vocab, stop_words, do_lower_case } = json
  const rows = new Map(vocab.map((word, row) => [word, row]))
  const stops = new Set(stop_words)
  const rowOf = (word: string): readonly number[] => {
    const bare = word.replace(marks, '')
    for (const form of [word, bare, bare.toLowerCase()]) {
      if (stops.has(form)) return []
      const row = form === '' ? undefined : rows.get(form)
      if (row !== undefined) return [row]
    }
    return []
  }
  const own = (text: string) =>
    (do_lower_case ? text.toLowerCase() : text)
      .split(blank)
      .filter(word => word !== '')
      .flatMap(rowOf)
  const words = (ids: readonly number[]) => ids.map(id => vocab[id] ?? '')
  return right({
    vocabulary: vocab.length,
    pad: 0,
    paddingSide: 'right',
    truncationSide: 'right',
    special: 0,
    encode: (text, maxLength) => {
      const all = own(text)
      return { ids: cut(all, maxLength, 'right'), truncated: all.length > maxLength }
    },
    encodePair: (first, second, maxLength) => {
      const [a, b] = [own(first), own(second)]
      const keep = longestFirst(a.length, b.length, maxLength)
      const [one, other] = [cut(a, keep[0], 'right'), cut(b, keep[1], 'right')]
      return {
        ids: [...one, ...other],
        types: [...one.map(() => 0), ...other.map(() => 1)],
        truncated: one.length < a.length || other.length < b.length,
      }
    },
    promptLength: (prompt, maxLength) => Math.min(own(prompt).length, maxLength),
    tokens: words,
    decode: ids => words(ids).join(' '),
  })
}
