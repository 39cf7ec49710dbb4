import { defineLoss, described, modelCodec, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { scoresOf, teachersScores } from './scores.js'
import { similarity } from './similarity.js'

/**
 * A query's documents are as likely as a teacher's scores say: τ² · KL(softmax(scores / σ) ‖ softmax(sim(q, dᵢ) / τ)), a value a row.
 * The scores are in the order of the documents: positive, negative, negative_2 …, or a frozen `teacher` makes them. τ is `temperature`, σ
 * `teacherTemperature`. Source: DistillKLDivLoss.
 */
export const distillKLDiv = defineLoss({
  name: 'loss.distillKLDiv',
  about: 'Documents of a query are as likely as the scores of a teacher say',
  roles: ['query: text', 'positive: text', 'negative…: text', 'scores: scores'],
  options: options({
    similarity: [described(similarity, 'How alike query and document are'), 'dot'],
    temperature: [described(t.number, 'What similarities are divided by'), 1],
    teacher: [
      described(modelCodec, 'A frozen model whose similarities are the scores, instead of a column'),
      undefined,
    ],
    teacherTemperature: [described(t.number, 'What the scores are divided by'), 1],
  }),
  rules: [
    ['temperature', 'is positive', 0, '{stage}: temperature is {temperature}: choose a number above 0'],
    [
      'teacherTemperature',
      'is positive',
      0,
      '{stage}: teacherTemperature is {teacherTemperature}: choose a number above 0',
    ],
  ],
  models: { teacher: { encodes: ['query', 'positive', 'negative'], insteadOf: 'scores' } },
  apply: (inputs, { similarity, temperature, teacherTemperature }) => {
    const alike = scoresOf(inputs, similarity)
    const scores = teachersScores(inputs, similarity) ?? inputs.scores
    const student = tf.logSoftmax(tf.div(alike, temperature))
    const teacher = tf.logSoftmax(tf.div(scores, teacherTemperature))
    return tf.mul(tf.sum(tf.mul(tf.exp(teacher), tf.sub(teacher, student)), -1), temperature ** 2)
  },
})
