import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { brief } from '../brief.js'
import { highest } from './highest.js'
import { type Merges, mergeAll } from './mergeAll.js'
import { remembering, type Word } from './remembering.js'
import { byteIds } from './unigram.js'

export interface BytePairs {
  /** `"a b"` or `["a", "b"]`, the first to be merged first. */
  readonly merges: readonly (string | readonly [string, string])[]
  readonly unk_token?: string | null | undefined
  readonly continuing_subword_prefix?: string | null | undefined
  readonly end_of_word_suffix?: string | null | undefined
  readonly fuse_unk?: boolean | null | undefined
  readonly byte_fallback?: boolean | null | undefined
  readonly ignore_merges?: boolean | null | undefined
}

/** A word's characters, the pair that was learned first merged first. Sennrich et al. 2016, as in the tokenizers library. */
export const bytePairs = (model: BytePairs, ids: ReadonlyMap<string, number>): Either<string, Word> => {
  const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix, unk_token } = model
  const merges = mergesOf(model, ids)
  if (typeof merges === 'string') return left(merges)
  const bytes = model.byte_fallback === true ? byteIds(ids) : undefined
  const unknown = typeof unk_token === 'string' ? ids.get(unk_token) : undefined
  const characters = (word: string): number[] => {
    const symbols: number[] = []
    let pending = false
    const settle = () => {
      if (pending && unknown !== undefined) symbols.push(unknown)
      pending = false
    }
    let at = 0
    for (const character of word) {
      const begun = at > 0 && prefix ? prefix + character : character
      at += character.length
      const symbol = at === word.length && suffix ? begun + suffix : begun
      const id = ids.get(symbol)
      if (id !== undefined) {
        settle()
        symbols.push(id)
        continue
      }
      const fallback = bytes && Array.from(utf8.encode(symbol), byte => bytes[byte])
      if (fallback?.every(byte => byte !== undefined)) {
        symbols.push(...(fallback as number[]))
        continue
      }
      if (model.fuse_unk !== true) settle()
      pending = true
    }
    settle()
    return symbols
  }
  return right(
    remembering(word => {
      const whole = model.ignore_merges === true ? ids.get(word) : undefined
      return whole === undefined ? mergeAll(characters(word), merges) : [whole]
    }),
  )
}

const utf8 = new TextEncoder()

/** By what two ids make together: which is merged first, and its id; or why they cannot be read. */
const mergesOf = (
  { merges, continuing_subword_prefix: prefix }: BytePairs,
  ids: ReadonlyMap<string, number>,
): Merges | string => {
  const pairs = new Map<number, number>()
  const size = 1 + highest(ids.values())
  const made: number[] = []
  for (const [rank, merge] of merges.entries()) {
    const tokens: readonly unknown[] = typeof merge === 'string' ? merge.split(' ') : Array.isArray(merge) ? merge : []
    const [a, b] = tokens
    if (typeof a !== 'string' || typeof b !== 'string' || tokens.length !== 2)
      return `merges of two tokens each; ${brief(merge)} is none`
    const parts = [a, b, a + b.slice(prefix?.length ?? 0)].map(token => [token, ids.get(token)] as const)
    const missing = parts.find(([, id]) => id === undefined)
    if (missing) return `merges of tokens in its vocabulary; ${brief(missing[0])} is missing there`
    const [left, right, merged] = parts.map(([, id]) => id!) as [number, number, number]
    pairs.set(left * size + right, rank)
    made.push(merged)
  }
  return { rank: (left, right) => pairs.get(left * size + right), made }
}
