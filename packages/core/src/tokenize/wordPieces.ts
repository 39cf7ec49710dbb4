import { Tokenizer as Library } from '@huggingface/tokenizers'
import type { TokenizerJson } from './tokenizerJson.js'

/** What the library is asked for: the pieces of a word, and the tokens around a text. */
export interface WordPieces {
  readonly idsOf: (word: string) => readonly number[]
  readonly before: readonly number[]
  readonly after: readonly number[]
}

const remembered = 65536

/** The longest known pieces of a word from the left, or the unknown token; words seen before are looked up. */
export const wordPieces = (json: TokenizerJson, ids: ReadonlyMap<string, number>): WordPieces => {
  const library = new Library({ ...json, normalizer: null, pre_tokenizer: null, decoder: null, added_tokens: [] }, {})
  const unknown = ids.get(json.model.unk_token)!
  const id = (token: string) => ids.get(token) ?? unknown
  const seen = new Map<string, readonly number[]>()
  const idsOf = (word: string): readonly number[] => {
    const known = seen.get(word)
    if (known) return known
    if (seen.size === remembered) seen.clear()
    const pieces = library.model!.encode([word]).map(id)
    seen.set(word, pieces)
    return pieces
  }
  const text = '\0'
  const tokens: readonly string[] = library.post_processor?.post_process([text], null, true).tokens ?? [text]
  const at = tokens.indexOf(text)
  return { idsOf, before: tokens.slice(0, at).map(id), after: tokens.slice(at + 1).map(id) }
}
