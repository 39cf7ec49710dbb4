import { type Either, left, right } from 'fp-ts/lib/Either.js'

/**
 * SentencePiece's own normalisation: a table from pieces of text to others, compiled into a double-array trie over UTF-8 bytes. The file
 * holds the size of the trie in bytes, the trie (32 bits a node), and the results, each ended by a zero byte. A character of the reader
 * (a letter with its accents) is looked up as one where it has fewer than six bytes, and by code points otherwise; whatever begins with a
 * known piece becomes what that piece does, as in the tokenizers library.
 */
export const readCharsMap = (base64: string): Either<string, (text: string) => string> => {
  const bytes = decoded(base64)
  const size = bytes && bytes.length >= 4 ? new DataView(bytes.buffer).getUint32(0, true) : 0
  if (bytes === undefined || size === 0 || size % 4 !== 0 || 4 + size > bytes.length)
    return left('a precompiled_charsmap that is whole; it is cut short or is not base64')
  const nodes = new Uint32Array(bytes.slice(4, 4 + size).buffer)
  const results = bytes.subarray(4 + size)
  const look = lookUp(nodes, results)
  const seen = new Map<string, string | undefined>()
  const one = (piece: string): string | undefined => {
    if (seen.has(piece)) return seen.get(piece)
    if (seen.size === remembered) seen.clear()
    const result = look(utf8.encode(piece))
    seen.set(piece, result)
    return result
  }
  const each = (cluster: string): string => {
    const whole = bytesIn(cluster) < 6 ? one(cluster) : undefined
    if (whole !== undefined) return whole
    let mapped = ''
    for (const character of cluster) mapped += one(character) ?? character
    return mapped
  }
  const all = (text: string): string => {
    let mapped = ''
    for (const { segment } of clusters.segment(text)) mapped += each(segment)
    return mapped
  }
  const asciiStays = [...printable].every(character => one(character) === undefined)
  return right(asciiStays ? text => (plain.test(text) ? text : text.replace(others, all)) : all)
}

const remembered = 65536
const plain = /^[ -~]*$/
const printable = String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i))
/** Stretches of other characters, with what they may form a cluster with. */
const others = /(?:[ -~]?[^ -~]+)+[ -~]?/g
const utf8 = new TextEncoder()
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

const bytesIn = (cluster: string): number => (cluster.length > 5 ? cluster.length : utf8.encode(cluster).length)

/** What the shortest known piece at the beginning becomes. */
const lookUp =
  (nodes: Uint32Array, results: Uint8Array) =>
  (bytes: Uint8Array): string | undefined => {
    let at = offset(nodes[0]!)
    for (const byte of bytes) {
      if (byte === 0) return undefined
      at ^= byte
      const node = nodes[at]
      if (node === undefined || (node & 0x800000ff) >>> 0 !== byte) return undefined
      at ^= offset(node)
      if ((node >>> 8) & 1) return textAt(results, nodes[at]! & 0x7fffffff)
    }
    return undefined
  }

const offset = (node: number): number => (node >>> 10) << ((node & 0x200) >>> 6)

const textAt = (results: Uint8Array, start: number): string => {
  const end = results.indexOf(0, start)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(results.subarray(start, end < 0 ? undefined : end))
}

const decoded = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
