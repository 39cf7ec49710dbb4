import { pop, push } from '../heap.js'

export interface PairSettings {
  /** Tokens that stand for themselves, first in the vocabulary. */
  readonly special: readonly string[]
  /** How many tokens are wanted in all. */
  readonly size: number
  /** A pair that comes together less often is not merged. */
  readonly minCount: number
  /** Characters that are in the vocabulary whether the texts have them or not. */
  readonly alphabet: readonly string[]
  /** How many characters are kept, the most frequent ones; all of them when not written. */
  readonly characters?: number | undefined
  /** What marks a character that is not the first of its word: `##`. */
  readonly prefix?: string | undefined
}

export interface Pairs {
  /** By id: special tokens, characters, and what was merged. */
  readonly tokens: readonly string[]
  readonly merges: readonly (readonly [string, string])[]
}

interface Candidate {
  readonly left: number
  readonly right: number
  count: number
  /** The words that have it. */
  readonly words: Iterable<number>
}

/** The more frequent pair first, of equals the one of smaller ids: so the tokenizers library has it, and the merges are the same. */
const before = (a: Candidate, b: Candidate): boolean =>
  a.count !== b.count ? a.count > b.count : a.left !== b.left ? a.left < b.left : a.right < b.right

/**
 * Byte-pair training: again and again the two neighbours that come together most often become a token. `counts` says how often each word
 * comes. Sennrich et al. 2016.
 */
export const learnPairs = (
  counts: ReadonlyMap<string, number>,
  settings: PairSettings,
  progress: (tokens: number) => void = () => {},
): Pairs => {
  const { size, minCount, prefix = '' } = settings
  const { tokens, words } = begin(counts, settings)
  const ids = new Map(tokens.map((token, id) => [token, id]))
  const times = [...counts.values()]
  const merges: (readonly [string, string])[] = []
  const together = new Map<number, number>()
  const found = new Map<number, Set<number>>()
  const change = (left: number, right: number, by: number, word: number) => {
    const pair = left * apart + right
    together.set(pair, (together.get(pair) ?? 0) + by * times[word]!)
    if (by < 0) return
    const places = found.get(pair)
    if (places) places.add(word)
    else found.set(pair, new Set([word]))
  }
  const waiting: Candidate[] = []
  const offer = () => {
    for (const [pair, places] of found) {
      const count = together.get(pair)!
      const right = pair % apart
      if (count > 0) push(waiting, { left: (pair - right) / apart, right, count, words: places }, before)
    }
    found.clear()
  }
  for (const [i, word] of words.entries())
    for (let at = 1; at < word.length; at++) change(word[at - 1]!, word[at]!, 1, i)
  offer()
  while (tokens.length < size && waiting.length > 0) {
    const top = pop(waiting, before)
    const { left, right } = top
    const count = together.get(left * apart + right)!
    if (top.count !== count) {
      top.count = count
      push(waiting, top, before)
      continue
    }
    if (count < Math.max(1, minCount)) break
    const [a, b] = [tokens[left]!, tokens[right]!]
    const token = a + (prefix !== '' && b.startsWith(prefix) ? b.slice(prefix.length) : b)
    const id = ids.get(token) ?? tokens.length
    if (id === tokens.length) tokens.push(token)
    ids.set(token, id)
    merges.push([a, b])
    for (const i of top.words) merge(words[i]!, left, right, id, (l, r, by) => change(l, r, by, i))
    offer()
    progress(tokens.length)
  }
  return { tokens, merges }
}

/** Two ids as one number. */
const apart = 2 ** 26

/** The tokens that are there before anything is merged, and the words in their ids. */
export const begin = (
  counts: ReadonlyMap<string, number>,
  { special, alphabet, characters, prefix = '' }: PairSettings,
): { readonly tokens: string[]; readonly words: readonly number[][] } => {
  const seen = new Map<string, number>()
  for (const [word, times] of counts)
    for (const character of word) seen.set(character, (seen.get(character) ?? 0) + times)
  for (const character of alphabet) seen.set(character, Number.POSITIVE_INFINITY)
  const kept = [...seen]
    .sort(([a, m], [b, n]) => (m === n ? byCode(a, b) : n - m))
    .slice(0, characters)
    .map(([character]) => character)
    .sort(byCode)
  const ids = new Map<string, number>()
  const known = (token: string): number => {
    const id = ids.get(token) ?? ids.size
    ids.set(token, id)
    return id
  }
  for (const token of [...special, ...kept]) known(token)
  const usable = new Set(kept)
  const symbols = [...counts.keys()].map(word =>
    [...word].map((character, at) => ({ character, inside: at > 0 })).filter(({ character }) => usable.has(character)),
  )
  if (prefix !== '') {
    const inside = new Set(symbols.flatMap(word => word.filter(each => each.inside).map(each => each.character)))
    for (const character of kept) if (inside.has(character)) known(prefix + character)
  }
  const words = symbols.map(word =>
    word.map(({ character, inside }) => ids.get(inside ? prefix + character : character)!),
  )
  return { tokens: [...ids.keys()], words }
}

const byCode = (a: string, b: string): number => a.codePointAt(0)! - b.codePointAt(0)!

/** Puts the token `made` wherever `left` stands before `right`, and says which pairs there are fewer or more of. */
const merge = (
  word: number[],
  left: number,
  right: number,
  made: number,
  change: (left: number, right: number, by: 1 | -1) => void,
): void => {
  for (let at = 0; at + 1 < word.length; at++) {
    if (word[at] !== left || word[at + 1] !== right) continue
    word.splice(at, 2, made)
    if (at > 0) {
      change(word[at - 1]!, left, -1)
      change(word[at - 1]!, made, 1)
    }
    if (at + 1 < word.length) {
      change(right, word[at + 1]!, -1)
      change(made, word[at + 1]!, 1)
    }
  }
}
