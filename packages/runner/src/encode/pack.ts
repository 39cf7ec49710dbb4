import type { EncoderInput, Grid } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/** A batch of texts: one list of tokens for the encoder, rows of one length for a pooling. */
export interface PackedTexts extends EncoderInput {
  /** The texts in the order given, `[sentences, length]`. */
  readonly sentences: Grid
  /** float32 `[sentences, length]`: 1 for tokens, 0 for padding. */
  readonly mask: tf.Tensor2D
  /** float32 `[sentences]`: how many of a text's first tokens are those of its prompt. */
  readonly prompts: tf.Tensor1D
}

/**
 * Token ids without padding, the shortest text first, in as many groups of similar length as asked for, or as there are texts.
 * The encoder sees a text without tokens as a padding token, a pooling does not. `prompts` says for each text how many of its first
 * tokens are those of a prompt.
 */
export const pack = (
  texts: readonly ArrayLike<number>[],
  pad: number,
  groups: number,
  prompts: readonly number[] = texts.map(() => 0),
): PackedTexts => {
  const sentences = texts.map(ids => (ids.length > 0 ? ids : [pad]))
  const order = sentences.map((_, i) => i).sort((a, b) => sentences[a]!.length - sentences[b]!.length || a - b)
  const lengths = order.map(i => sentences[i]!.length)
  const starts = bestStarts(lengths, Math.min(groups, lengths.length))
  const longest = lengths.at(-1)!
  const tokens = lengths.reduce((sum, length) => sum + length, 0)
  const ids = new Int32Array(tokens)
  const positions = new Int32Array(tokens)
  let token = 0
  for (const i of order) {
    const sentence = sentences[i]!
    for (let place = 0; place < sentence.length; place++) {
      ids[token] = sentence[place]!
      positions[token++] = place
    }
  }
  const mask = new Float32Array(texts.length * longest)
  texts.forEach(({ length }, row) => {
    mask.fill(1, row * longest, row * longest + length)
  })
  const rows = tf.tensor1d(ids)
  return {
    ids: rows,
    tokens: rows,
    positions: tf.tensor1d(positions),
    groups: starts.map((from, i) => {
      const some = lengths.slice(from, starts[i + 1])
      return grid(some, [...some.keys()])
    }),
    sentences: grid(lengths, order),
    mask: tf.tensor2d(mask, [texts.length, longest]),
    prompts: tf.tensor1d([...prompts], 'float32'),
  }
}

/** Where groups of rising lengths start, so that the cells of all groups together are fewest. */
const bestStarts = (lengths: readonly number[], groups: number): readonly number[] => {
  /** The fewest cells of the first n texts in so many groups, and where these start. */
  let best = lengths.map((length, i): Cut => ({ cells: (i + 1) * length, starts: [0] }))
  for (let count = 2; count <= groups; count++) {
    const before = best
    best = lengths.map((length, last) => {
      let least = Number.POSITIVE_INFINITY
      let start = 0
      for (let from = count - 1; from <= last; from++) {
        const cells = before[from - 1]!.cells + (last + 1 - from) * length
        if (cells >= least) continue
        least = cells
        start = from
      }
      return { cells: least, starts: [...(before[start - 1]?.starts ?? []), start] }
    })
  }
  return best.at(-1)!.starts
}
interface Cut {
  readonly cells: number
  readonly starts: readonly number[]
}

/** Sentences that follow each other in a list of tokens, each in its row of a grid. */
const grid = (lengths: readonly number[], rows: readonly number[]): Grid => {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  const count = lengths.reduce((sum, length) => sum + length, 0)
  const cells = new Int32Array(count)
  const tokens = new Int32Array(lengths.length * longest).fill(count)
  let token = 0
  lengths.forEach((length, i) => {
    for (let place = 0; place < length; place++) {
      const cell = rows[i]! * longest + place
      cells[token] = cell
      tokens[cell] = token++
    }
  })
  return { rows: tf.tensor2d(tokens, [lengths.length, longest]), cells: tf.tensor1d(cells) }
}
