import { defineLoss, described, modelCodec, options, tf } from '@siamese/core'

/**
 * The embeddings are a teacher's vectors: the mean of (u − t)² over their numbers, a value a row; of several texts of a row (translations
 * of one another), the mean over them, all held against the same vector. The vectors are a column, or those of a frozen `teacher` for the
 * first text. Reimers & Gurevych 2020; Source: MSELoss.
 */
export const mse = defineLoss({
  name: 'loss.mse',
  about: 'The embeddings are the vectors of a teacher',
  roles: ['text: text', 'translation…: text', 'target: vector'],
  options: options({
    teacher: [
      described(modelCodec, 'A frozen model whose vectors of text are the target, instead of a column'),
      undefined,
    ],
  }),
  models: { teacher: { encodes: ['text'], insteadOf: 'target', width: 'of the embeddings' } },
  apply: ({ text, translation, target, 'teacher.text': taught = target }) => {
    const each = [text, ...translation].map(u => tf.mean(tf.square(tf.sub(u, taught)), -1))
    return tf.div(tf.addN(each), each.length)
  },
})
