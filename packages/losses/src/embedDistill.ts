import { defineLoss, described, norm, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { cosine } from './distance.js'
import { fromTeacher, squared, taught } from './teacher.js'

const distances = {
  cosine: (u: tf.Tensor2D, target: tf.Tensor2D) => tf.sub(1, cosine(u, target, 1e-8)),
  l2: (u: tf.Tensor2D, target: tf.Tensor2D) => norm(tf.sub(u, target)),
  mse: squared,
}
const distance = t.keyof(distances, 'cosine, l2 or mse')

/**
 * The embeddings are near a teacher's vectors: 1 − cos(u, t), ‖u − t‖ or the mean of (u − t)², a value a row; of several texts of a row, the
 * mean over them, all held against the same vector or each against its own `translationTarget`. The vectors are a column, or those of a
 * frozen `teacher` for the first text. A teacher of another width is met by a `projection` of the embeddings that is learned:
 * `projection.weight`, `projection.bias`. Kim et al. 2023; Source: EmbedDistillLoss.
 */
export const embedDistill = defineLoss({
  name: 'loss.embedDistill',
  about: 'The embeddings are near the vectors of a teacher',
  ...taught,
  options: options({
    distance: [described(distance, 'How far an embedding is from its vector'), 'cosine'],
    ...taught.fields,
  }),
  apply: (inputs, { distance }, weights) => fromTeacher(inputs, weights, distances[distance]),
})
