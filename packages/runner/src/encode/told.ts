import * as tf from '@tensorflow/tfjs-core'
import { type PackedTexts, pack } from './pack.js'

/** Texts that a decoder tells again: without their last token each, and for each token the next one and the row of its text. */
export interface ToldTexts {
  readonly texts: PackedTexts
  readonly next: tf.Tensor1D
  readonly owners: tf.Tensor1D
}

/** Of a text of fewer than two tokens nothing can be told: what follows its first one is padding. */
export const tell = (texts: readonly ArrayLike<number>[], pad: number): ToldTexts => {
  const all = texts.map(ids => Array.from(ids))
  const given = pack(
    all.map(ids => ids.slice(0, -1)),
    pad,
    1,
  )
  // Lists of the same lengths are packed in the same order.
  const beside = (of: (ids: readonly number[], row: number) => readonly number[], none: (row: number) => number) => {
    const lists = all.map((ids, row) => (ids.length > 1 ? of(ids, row) : [none(row)]))
    const { ids, positions, groups, sentences, mask, prompts } = pack(lists, pad, 1)
    tf.dispose([positions, mask, prompts, ...[...groups, sentences].flatMap(({ rows, cells }) => [rows, cells])])
    return ids
  }
  return {
    texts: given,
    next: beside(
      ids => ids.slice(1),
      () => pad,
    ),
    owners: beside(
      (ids, row) => ids.slice(1).map(() => row),
      row => row,
    ),
  }
}
