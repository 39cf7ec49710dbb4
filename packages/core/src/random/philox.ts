/**
 * Philox-4x32-10, the counter-based generator of TensorFlow's stateless operations: block i of a stream is a function of
 * (key, stream, i) alone, so every engine draws the same numbers and nothing has to be remembered between draws.
 * Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
 */
export type Words4 = readonly [number, number, number, number]

/** One block of four 32-bit words. */
export const philox = (key: readonly [number, number], counter: Words4): Words4 => {
  const block = new Uint32Array(4)
  fill(block, key[0], key[1], counter)
  return [block[0]!, block[1]!, block[2]!, block[3]!]
}

/**
 * The first `count` words of a stream: what StatelessRandomUniformFullIntV2(key: [seed], counter: [0, stream]) fills,
 * read as 32-bit words in little-endian order.
 */
export const philoxWords = (seed: number, stream: number, count: number): Uint32Array => {
  const words = new Uint32Array(Math.ceil(count / 4) * 4)
  fill(words, low(seed), high(seed), [0, 0, low(stream), high(stream)])
  return words.subarray(0, count)
}

/** The first `count` 16-bit lanes of a stream. */
export const philoxLanes = (seed: number, stream: number, count: number): Uint16Array => {
  const words = philoxWords(seed, stream, Math.ceil(count / 2))
  return new Uint16Array(words.buffer, 0, count)
}

const low = (x: number): number => x >>> 0
const high = (x: number): number => Math.floor(x / 4294967296) >>> 0

/** Ten rounds a block, written out without calls: this loop draws every dropout mask. A product of 32 bits by 32 is built from 16-bit halves. */
const fill = (words: Uint32Array, key0: number, key1: number, [start, second, third, fourth]: Words4): void => {
  for (let at = 0, block = start; at < words.length; at += 4, block++) {
    let c0 = block | 0
    let c1 = (second + (block > 4294967295 ? 1 : 0)) | 0
    let c2 = third | 0
    let c3 = fourth | 0
    let k0 = key0 | 0
    let k1 = key1 | 0
    for (let round = 0; round < 10; round++) {
      const a = c0 & 0xffff
      const b = c0 >>> 16
      const ab = (Math.imul(a, 0xd251) + (Math.imul(a, 0x1f53) >>> 16)) | 0
      const ba = (Math.imul(b, 0x1f53) + (ab & 0xffff)) | 0
      const high0 = (((Math.imul(b, 0xd251) + (ab >>> 16)) | 0) + (ba >>> 16)) | 0
      const low0 = Math.imul(c0, 0xd2511f53)
      const d = c2 & 0xffff
      const e = c2 >>> 16
      const de = (Math.imul(d, 0xcd9e) + (Math.imul(d, 0x8d57) >>> 16)) | 0
      const ed = (Math.imul(e, 0x8d57) + (de & 0xffff)) | 0
      const high1 = (((Math.imul(e, 0xcd9e) + (de >>> 16)) | 0) + (ed >>> 16)) | 0
      const low1 = Math.imul(c2, 0xcd9e8d57)
      c0 = high1 ^ c1 ^ k0
      c1 = low1
      c2 = high0 ^ c3 ^ k1
      c3 = low0
      k0 = (k0 + 0x9e3779b9) | 0
      k1 = (k1 + 0xbb67ae85) | 0
    }
    words[at] = c0
    words[at + 1] = c1
    words[at + 2] = c2
    words[at + 3] = c3
  }
}
