import { described, type LossFacts, modelCodec, type Role, type Shapes, tf, type Weights } from '@siamese/core'
import * as t from 'io-ts'

/**
 * What losses say alike whose texts learn a teacher's vectors: one vector for all texts of a row, or one for each; from columns, or from a
 * frozen model for the first text; of the width of the embeddings, or of that which a learned projection gives them.
 */
export const taught = {
  roles: [
    'text: text',
    'translation…: text',
    'target: teacher',
    'translationTarget…translation: teacher',
  ] as const satisfies readonly Role[],
  fields: {
    teacher: [
      described(modelCodec, 'A frozen model whose vectors of text are the target, instead of a column'),
      undefined,
    ],
    projection: [described(t.number, "The width of the teacher's vectors, where it is another"), undefined],
  },
  rules: [
    ['projection', 'is whole', 0, '{stage}: projection is {projection}: a width is a whole number, 1 or more'],
    ['projection', '>=', 1, '{stage}: projection is {projection}: a width is a whole number, 1 or more'],
  ],
  models: { teacher: { encodes: ['text'], insteadOf: 'target', width: 'of the embeddings' } },
  weightsWith: 'projection',
  /** P u + b. */
  weights: (
    { width }: Pick<LossFacts, 'width'>,
    { projection }: { readonly projection?: number | undefined },
  ): Shapes =>
    projection === undefined ? {} : { 'projection.weight': [projection, width], 'projection.bias': [projection] },
} as const

interface Taught {
  readonly text: tf.Tensor2D
  readonly translation: readonly tf.Tensor2D[]
  readonly target?: tf.Tensor2D
  /** Of a frozen model, in place of a column. */
  readonly 'teacher.text'?: tf.Tensor2D
  readonly translationTarget: readonly tf.Tensor2D[]
}

const projected = (u: tf.Tensor2D, { 'projection.weight': weight, 'projection.bias': bias }: Weights): tf.Tensor2D =>
  weight === undefined ? u : tf.add(tf.matMul(u, weight as tf.Tensor2D, false, true), bias!)

/** The mean over the texts of a row of how far each is from its vector, `[rows]`. */
export const fromTeacher = (
  { text, translation, target, translationTarget, 'teacher.text': taught = target! }: Taught,
  weights: Weights,
  far: (u: tf.Tensor2D, target: tf.Tensor2D) => tf.Tensor,
): tf.Tensor => {
  const each = [text, ...translation].map((u, i) =>
    far(projected(u, weights), i === 0 ? taught : (translationTarget[i - 1] ?? taught)),
  )
  return tf.div(tf.addN(each), each.length)
}

/** (u − t)², the mean over the numbers of a vector. */
export const squared = (u: tf.Tensor2D, target: tf.Tensor2D): tf.Tensor => tf.mean(tf.square(tf.sub(u, target)), -1)
