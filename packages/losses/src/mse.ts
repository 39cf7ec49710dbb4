import { defineLoss, described, modelCodec, options } from '@siamese/core'
import * as t from 'io-ts'
import { fromTeacher, projectionWeights, squared, taughtRoles } from './teacher.js'

/**
 * The embeddings are a teacher's vectors: the mean of (u − t)² over their numbers, a value a row; of several texts of a row (translations
 * of one another), the mean over them, all held against the same vector or each against its own `translationTarget`. The vectors are a column, or
 * those of a frozen `teacher` for the first text. A teacher of another
 * width is met by a `projection` of the embeddings that is learned: `projection.weight`, `projection.bias`. Reimers & Gurevych 2020;
 * Source: MSELoss.
 */
export const mse = defineLoss({
  name: 'loss.mse',
  about: 'The embeddings are the vectors of a teacher',
  roles: taughtRoles,
  options: options({
    teacher: [
      described(modelCodec, 'A frozen model whose vectors of text are the target, instead of a column'),
      undefined,
    ],
    projection: [described(t.number, "The width of the teacher's vectors, where it is another"), undefined],
  }),
  rules: [
    ['projection', 'is whole', 0, '{stage}: projection is {projection}: a width is a whole number, 1 or more'],
    ['projection', '>=', 1, '{stage}: projection is {projection}: a width is a whole number, 1 or more'],
  ],
  models: { teacher: { encodes: ['text'], insteadOf: 'target', width: 'of the embeddings' } },
  weightsWith: 'projection',
  weights: ({ width }, { projection }) => projectionWeights(width, projection),
  apply: (inputs, _, weights) => fromTeacher(inputs, weights, squared),
})
