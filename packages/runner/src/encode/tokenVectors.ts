import { noDropout, toGrid, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { pack } from './pack.js'
import type { SentenceEncoder } from './sentenceEncoder.js'

/** A text's tokens, special tokens included, and a vector for each. */
export interface TokenVectorsOf {
  readonly tokens: readonly string[]
  readonly vectors: readonly Float32Array[]
}

const together = 32

/** What the encoder says of every token, operation by operation, before any pooling; `text` has its prompt in front. */
export const tokenVectors = async (
  { encoder, tokenizer, maxLength }: SentenceEncoder,
  weights: Weights,
  texts: readonly string[],
): Promise<readonly TokenVectorsOf[]> => {
  const found: TokenVectorsOf[] = []
  for (let from = 0; from < texts.length; from += together) {
    const ids = texts.slice(from, from + together).map(text => tokenizer.encode(text, maxLength).ids)
    const grid = tf.tidy(() => {
      const packed = pack(ids, tokenizer.pad, 1)
      return toGrid(encoder.encode(weights, packed, noDropout), packed.sentences)
    })
    const [, length, width] = grid.shape as [number, number, number]
    const values = (await grid.data()) as Float32Array
    grid.dispose()
    for (const [row, own] of ids.entries())
      found.push({
        tokens: tokenizer.tokens(own),
        vectors: own.map((_, place) => {
          const at = (row * length + place) * width
          return values.slice(at, at + width)
        }),
      })
  }
  return found
}
