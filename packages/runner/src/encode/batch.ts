import type { EncoderInput, Tokenizer } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

export interface TokenizedTexts {
  readonly ids: readonly (readonly number[])[]
  /** How many texts were longer than the limit and were cut. */
  readonly truncated: number
}

export const tokenizeTexts = (tokenizer: Tokenizer, texts: readonly string[], maxLength: number): TokenizedTexts => {
  const encoded = texts.map(text => tokenizer.encode(text, maxLength))
  return { ids: encoded.map(({ ids }) => ids), truncated: encoded.filter(({ truncated }) => truncated).length }
}

/** Token ids filled up on the right to the longest of them, and their mask, both `[sentences, length]`. */
export const padded = (ids: readonly (readonly number[])[], pad: number): EncoderInput => {
  const length = Math.max(1, ...ids.map(each => each.length))
  const filled = new Int32Array(ids.length * length).fill(pad)
  const mask = new Float32Array(ids.length * length)
  ids.forEach((each, row) => {
    filled.set(each, row * length)
    mask.fill(1, row * length, row * length + each.length)
  })
  return {
    ids: tf.tensor2d(filled, [ids.length, length], 'int32'),
    mask: tf.tensor2d(mask, [ids.length, length], 'float32'),
  }
}
