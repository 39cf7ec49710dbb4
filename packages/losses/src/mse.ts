import { defineLoss, tf } from '@siamese/core'

/**
 * The embeddings are a teacher's vectors: the mean of (u − t)² over their numbers, a value a row; of several texts of a row (translations
 * of one another), the mean over them, all held against the same vector. Reimers & Gurevych 2020; Source: MSELoss.
 */
export const mse = defineLoss({
  name: 'loss.mse',
  about: 'The embeddings are the vectors of a teacher',
  roles: ['text: text', 'translation…: text', 'target: vector'],
  apply: ({ text, translation, target }) => {
    const each = [text, ...translation].map(u => tf.mean(tf.square(tf.sub(u, target)), -1))
    return tf.div(tf.addN(each), each.length)
  },
})
