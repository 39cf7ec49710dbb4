import { defineLoss, described, modelCodec, options, tf } from '@siamese/core'
import { teachersScores } from './scores.js'
import { pairwise, similarity } from './similarity.js'

/**
 * The positive is by as much more alike to the query than each negative as a teacher says: the mean of (sim(q, p) − sim(q, nᵢ) − mᵢ)² over
 * the negatives, a value a row. `scores` are margins m, one for each negative (a score where there is one negative), or the teacher's
 * scores of positive and negatives, whose differences are the margins; or a frozen `teacher` makes them. Hofstätter et al. 2020; Source:
 * MarginMSELoss.
 */
export const marginMse = defineLoss({
  name: 'loss.marginMse',
  about: 'The positive is by as much nearer than each negative as a teacher says',
  roles: ['query: text', 'positive: text', 'negative+: text', 'scores: margins'],
  options: options({
    similarity: [described(similarity, 'How alike query and document are'), 'dot'],
    teacher: [
      described(modelCodec, 'A frozen model whose similarities are the scores, instead of a column'),
      undefined,
    ],
  }),
  models: { teacher: { encodes: ['query', 'positive', 'negative'], insteadOf: 'scores' } },
  apply: (inputs, { similarity }) => {
    const { query, positive, negative } = inputs
    const scores = teachersScores(inputs, similarity) ?? inputs.scores
    const own = pairwise[similarity](query, positive)
    const margins = negative.map((each, i) => {
      const asked = marginOf(scores, i, negative.length)
      return tf.square(tf.sub(tf.sub(own, pairwise[similarity](query, each)), asked))
    })
    return tf.div(tf.addN(margins), margins.length)
  },
})

/** The margin to a negative: written, or the difference of two scores. */
const marginOf = (scores: tf.Tensor, negative: number, negatives: number): tf.Tensor => {
  if (scores.rank === 1) return scores
  const column = (i: number) => tf.squeeze(tf.slice(scores, [0, i], [scores.shape[0]!, 1]), [1])
  return scores.shape[1] === negatives ? column(negative) : tf.sub(column(0), column(negative + 1))
}
