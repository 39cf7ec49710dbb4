import type { EncoderInput, Grid } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/** A batch of texts: one list of tokens for the encoder, rows of one length for a pooling. */
export interface PackedTexts extends EncoderInput {
  /** The texts in the order given, `[sentences, length]`. */
  readonly sentences: Grid
  /** float32 `[sentences, length]`: 1 for tokens, 0 for padding. */
  readonly mask: tf.Tensor2D
}

/** Attention in two groups of similar length spares most of the padding, and more groups hardly more. */
export type Groups = 1 | 2

/** Token ids without padding, the shortest text first. The encoder sees a text without tokens as a padding token, a pooling does not. */
export const pack = (texts: readonly (readonly number[])[], pad: number, groups: Groups): PackedTexts => {
  const sentences = texts.map(ids => (ids.length > 0 ? ids : [pad]))
  const order = sentences.map((_, i) => i).sort((a, b) => sentences[a]!.length - sentences[b]!.length || a - b)
  const sorted = order.map(i => sentences[i]!)
  const lengths = sorted.map(ids => ids.length)
  const cuts = groups === 1 ? [0] : [0, bestCut(lengths)]
  const longest = lengths.at(-1)!
  return {
    ids: tf.tensor1d(sorted.flat(), 'int32'),
    positions: tf.tensor1d(
      sorted.flatMap(ids => ids.map((_, place) => place)),
      'int32',
    ),
    groups: cuts.map((from, i) => {
      const some = lengths.slice(from, cuts[i + 1])
      return grid(some, [...some.keys()])
    }),
    sentences: grid(lengths, order),
    mask: tf.tensor2d(
      texts.map(ids => Array.from({ length: longest }, (_, place) => (place < ids.length ? 1 : 0))),
      [texts.length, longest],
    ),
  }
}

/** Where to cut rising lengths in two, so that the cells of both groups together are fewest. */
const bestCut = (lengths: readonly number[]): number => {
  const cells = (cut: number) => cut * lengths[cut - 1]! + (lengths.length - cut) * lengths.at(-1)!
  const cuts = lengths.map((_, i) => i).slice(1)
  return cuts.reduce((best, cut) => (cells(cut) < cells(best) ? cut : best))
}

/** Sentences that follow each other in a list of tokens, each in its row of a grid. */
const grid = (lengths: readonly number[], rows: readonly number[]): Grid => {
  const length = Math.max(...lengths)
  const cells = Int32Array.from(
    lengths.flatMap((size, i) => Array.from({ length: size }, (_, j) => rows[i]! * length + j)),
  )
  const tokens = new Int32Array(lengths.length * length).fill(cells.length)
  cells.forEach((cell, token) => {
    tokens[cell] = token
  })
  return { rows: tf.tensor2d(tokens, [lengths.length, length]), cells: tf.tensor1d(cells) }
}
