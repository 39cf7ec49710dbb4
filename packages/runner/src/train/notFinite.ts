import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'

/** Where in a tensor the first number is that is not finite, as they lie in memory; undefined where all are. */
export const notFiniteAt = (tensor: tf.Tensor): number | undefined => {
  if (tensor.dtype !== 'float32') return undefined
  const at = tensor.dataSync().findIndex(number => !Number.isFinite(number))
  return at < 0 ? undefined : at
}

/** Whether all are, looked at once: what is finite gives 0 times 0, the rest NaN. A loop, since a model has millions of them. */
export const allFinite = (values: Float32Array): boolean => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0
  return sum === 0
}

/** The same of whatever a function gave, looked through to its tensors. */
export const firstIn = (made: unknown): readonly [tensor: tf.Tensor, at: number] | undefined => {
  if (made instanceof tf.Tensor) {
    const at = made.isDisposed ? undefined : notFiniteAt(made)
    return at === undefined ? undefined : [made, at]
  }
  if (typeof made !== 'object' || made === null) return undefined
  for (const each of Object.values(made)) {
    const found = firstIn(each)
    if (found !== undefined) return found
  }
  return undefined
}

/** A row of a batch, from 0, and the column of texts, where that is known. */
export interface Place {
  readonly row: number
  readonly column?: string
  /** The tokens of its text. */
  readonly tokens?: number
}

/** Whose number it is: of a sentence or of a token of one, or of a row. */
export const placeIn = (
  { shape, size }: tf.Tensor,
  at: number,
  { rows, texts, textColumns }: Pick<Batch, 'rows' | 'texts' | 'textColumns'>,
): Place | undefined => {
  const [count = 0] = shape
  const first = Math.floor(at / (size / count))
  const sentences = rows * textColumns.length
  const ofSentence = (sentence: number): Place => ({
    row: sentence % rows,
    column: textColumns[Math.floor(sentence / rows)]!,
    tokens: tokensOf(texts.mask, sentence),
  })
  if (count === texts.ids.size && shape.length === 2 && count !== rows) {
    const { cells, rows: grid } = texts.sentences
    return ofSentence(Math.floor(cells.dataSync()[first]! / grid.shape[1]!))
  }
  if (count === sentences && shape.length > 1) return ofSentence(first)
  return count > 0 && count % rows === 0 ? { row: first % rows } : undefined
}

const tokensOf = (mask: tf.Tensor2D, sentence: number): number => {
  const [, length] = mask.shape
  const cells = Array.from(mask.dataSync()).slice(sentence * length, (sentence + 1) * length)
  return cells.reduce((sum, each) => sum + each, 0)
}
