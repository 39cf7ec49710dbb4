import { defineLoss, options } from '@siamese/core'
import { fromTeacher, squared, taught } from './teacher.js'

/**
 * The embeddings are a teacher's vectors: the mean of (u − t)² over their numbers, a value a row; of several texts of a row (translations
 * of one another), the mean over them, all held against the same vector or each against its own `translationTarget`. The vectors are a
 * column, or those of a frozen `teacher` for the first text. A teacher of another width is met by a `projection` of the embeddings that is
 * learned: `projection.weight`, `projection.bias`. Reimers & Gurevych 2020; Source: MSELoss.
 */
export const mse = defineLoss({
  name: 'loss.mse',
  about: 'The embeddings are the vectors of a teacher',
  ...taught,
  options: options(taught.fields),
  apply: (inputs, _, weights) => fromTeacher(inputs, weights, squared),
})
