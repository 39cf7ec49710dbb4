import { toGrid } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from './pack.js'

/** Token embeddings `[tokens, hidden]`, and what the embeddings and every layer give: those are read by stages over tokens alone. */
export interface EncoderOutputs {
  readonly rows: tf.Tensor2D
  readonly layers: readonly tf.Tensor2D[]
}

/** What an encoder gives of texts, a row of each tensor a text; what no stage reads is not made. */
export interface SpreadTexts {
  readonly mask: tf.Tensor2D
  readonly prompts: tf.Tensor1D
  readonly tokens: () => tf.Tensor3D
  readonly ids: () => tf.Tensor2D
  readonly layers: () => readonly tf.Tensor3D[]
}

export const spread = (texts: PackedTexts, { rows, layers }: EncoderOutputs): SpreadTexts => {
  const { mask, prompts, sentences } = texts
  const inRows = (of: tf.Tensor2D) => toGrid(of, sentences) as tf.Tensor3D
  return {
    mask,
    prompts,
    tokens: () => inRows(rows),
    ids: () => {
      const named = tf.concat([texts.tokens, tf.zeros<tf.Rank.R1>([1], 'int32')])
      return tf.gather(named as tf.Tensor, sentences.rows as tf.Tensor2D) as tf.Tensor2D
    },
    layers: () => layers.map(inRows),
  }
}

/** The texts of some of the columns, whose texts stand one after the other. */
export const ofColumns = (texts: SpreadTexts, columns: readonly number[], all: number): SpreadTexts => {
  const { mask, prompts, tokens, ids, layers } = texts
  const some = <T extends tf.Tensor>(of: T): T => columnsFrom(of, columns, all)
  return {
    mask: some(mask),
    prompts: some(prompts),
    tokens: () => some(tokens()),
    ids: () => some(ids()),
    layers: () => layers().map(some),
  }
}

/** The rows of some columns, in their order; columns that stand side by side are taken together. */
export const columnsFrom = <T extends tf.Tensor>(of: T, columns: readonly number[], all: number): T => {
  const [sentences, ...shape] = of.shape as [number, ...number[]]
  const rows = sentences / all
  const runs: { readonly from: number; count: number }[] = []
  for (const column of columns) {
    const last = runs.at(-1)
    if (last !== undefined && last.from + last.count === column) last.count++
    else runs.push({ from: column, count: 1 })
  }
  const parts = runs.map(({ from, count }) =>
    tf.slice(of, [from * rows, ...shape.map(() => 0)], [count * rows, ...shape]),
  )
  return (parts.length === 1 ? parts[0]! : tf.concat(parts)) as T
}
