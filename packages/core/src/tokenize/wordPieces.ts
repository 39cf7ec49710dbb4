import { remembering, type Word } from './remembering.js'

export interface WordPieces {
  readonly unk_token: string
  readonly continuing_subword_prefix?: string
  readonly max_input_chars_per_word?: number
}

/** A word's longest known pieces from the left, or the unknown token; words seen before are looked up. */
export const wordPieces = (
  { unk_token, continuing_subword_prefix: prefix = '##', max_input_chars_per_word: most = 100 }: WordPieces,
  ids: ReadonlyMap<string, number>,
): Word => {
  const unknown = [ids.get(unk_token)!]
  let longest = 0
  for (const token of ids.keys()) longest = Math.max(longest, token.length)
  const split = (word: string): readonly number[] => {
    if (word.length > most && [...word].length > most) return unknown
    const pieces: number[] = []
    for (let start = 0; start < word.length; ) {
      let end = Math.min(word.length, start + longest)
      let id: number | undefined
      for (; end > start; end--) {
        if (insidePair(word, end)) continue
        const part = word.slice(start, end)
        id = ids.get(start > 0 ? prefix + part : part)
        if (id !== undefined) break
      }
      if (id === undefined) return unknown
      pieces.push(id)
      start = end
    }
    return pieces
  }
  return remembering(split)
}

/** Whether a cut here would separate the two halves of one character. */
const insidePair = (text: string, at: number): boolean =>
  at < text.length && isHalf(text, at, 0xdc00) && isHalf(text, at - 1, 0xd800)

const isHalf = (text: string, at: number, half: number): boolean => (text.charCodeAt(at) & 0xfc00) === half
