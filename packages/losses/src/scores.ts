import { tf } from '@siamese/core'
import { pairwise, type Similarity } from './similarity.js'

interface Texts {
  readonly query: tf.Tensor2D
  readonly positive: tf.Tensor2D
  readonly negative: readonly tf.Tensor2D[]
}
/** Vectors of a frozen teacher, where one is given. */
interface Taught {
  readonly 'teacher.query'?: tf.Tensor2D
  readonly 'teacher.positive'?: tf.Tensor2D
  readonly 'teacher.negative'?: readonly tf.Tensor2D[]
}

/** How alike each document is to its query, `[rows, documents]`. */
export const scoresOf = ({ query, positive, negative }: Texts, similarity: Similarity): tf.Tensor2D =>
  tf.stack(
    [positive, ...negative].map(document => pairwise[similarity](query, document)),
    1,
  ) as tf.Tensor2D

/** The same by a frozen teacher, where one is given. */
export const teachersScores = (
  { 'teacher.query': query, 'teacher.positive': positive, 'teacher.negative': negative = [] }: Taught,
  similarity: Similarity,
): tf.Tensor2D | undefined =>
  query === undefined || positive === undefined ? undefined : scoresOf({ query, positive, negative }, similarity)
