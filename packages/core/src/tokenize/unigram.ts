import { prefixTree } from './prefixTree.js'
import type { Word } from './remembering.js'

export interface Unigram {
  readonly vocab: readonly (readonly [piece: string, score: number])[]
  readonly unk_id: number
  readonly byte_fallback?: boolean | null | undefined
}

/** An unknown character costs this much more than the worst piece. */
const unknownCosts = 10

/**
 * The pieces of a word whose scores (log-probabilities) have the largest sum, found from left to right (Viterbi). Unknown characters in a
 * row are one unknown token, or their bytes `<0x..>` where the vocabulary falls back to them.
 * Kudo 2018, "Subword Regularization", as in SentencePiece and the tokenizers library.
 */
export const unigram = ({ vocab, unk_id: unknown, byte_fallback }: Unigram, ids: ReadonlyMap<string, number>): Word => {
  const { next, values } = prefixTree(vocab.map(([piece], id) => [piece, id]))
  const scores = Float64Array.from(vocab, ([, score]) => score)
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY) - unknownCosts
  const bytes = byte_fallback === true ? byteIds(ids) : undefined
  const idsOf = (piece: string): readonly number[] => {
    const id = ids.get(piece)
    if (id !== undefined) return [id]
    const fallback = bytes && Array.from(utf8.encode(piece), byte => bytes[byte]!)
    return fallback?.every(byte => byte !== undefined) ? fallback : [unknown]
  }
  return word => {
    const best = new Float64Array(word.length + 1)
    const from = new Int32Array(word.length + 1).fill(-1)
    const pieces = new Int32Array(word.length + 1)
    const offer = (start: number, end: number, id: number, score: number) => {
      const sum = best[start]! + score
      if (from[end]! >= 0 && !(sum > best[end]!)) return
      best[end] = sum
      from[end] = start
      pieces[end] = id
    }
    for (let start = 0; start < word.length; ) {
      const end = start + (word.codePointAt(start)! > 0xffff ? 2 : 1)
      let single = false
      for (let at = start, node = next(0, word.charCodeAt(at)); node >= 0; node = next(node, word.charCodeAt(at))) {
        at++
        const id = values[node]!
        if (id >= 0) {
          offer(start, at, id, scores[id]!)
          if (at === end) single = true
        }
        if (at === word.length) break
      }
      if (!single) offer(start, end, unknown, unknownScore)
      start = end
    }
    return backwards(word, from, pieces, unknown).flatMap(idsOf)
  }
}

/** The pieces of the best way through a word; unknown ones side by side are one. */
const backwards = (word: string, from: Int32Array, pieces: Int32Array, unknown: number): readonly string[] => {
  const found: string[] = []
  for (let end = word.length; end > 0; ) {
    let start = from[end]!
    if (pieces[end] === unknown) while (start > 0 && pieces[start] === unknown) start = from[start]!
    found.push(word.slice(start, end))
    end = start
  }
  return found.reverse()
}

const utf8 = new TextEncoder()

/** The ids of `<0x00>` to `<0xFF>`, as far as the vocabulary has them. */
export const byteIds = (ids: ReadonlyMap<string, number>): readonly (number | undefined)[] =>
  Array.from({ length: 256 }, (_, byte) => ids.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`))
