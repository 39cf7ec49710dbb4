import { absolute, defineLoss, described, inSchema, options, type Score, tf } from '@siamese/core'
import * as t from 'io-ts'
import { cosine } from './distance.js'

const error = t.keyof({ squared: null, absolute: null }, 'squared or absolute')
const transform = t.keyof({ identity: null, sigmoid: null }, 'identity or sigmoid')
const pair: t.Type<number[], number[], unknown> = inSchema(
  new t.Type<number[], number[], unknown>(
    'two numbers',
    (u): u is number[] => Array.isArray(u) && u.length === 2 && u.every(Number.isFinite),
    (u, context) => (pair.is(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  ),
  () => ({ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }),
)

/**
 * The cosine of two sentences is their score: (cos(u, v) − y)², a value a row; each norm is at least 1e-8.
 * The column's declared range is mapped linearly onto `onto`, 0…1 when not written. Reimers & Gurevych 2019, § 3.
 */
export const cosineSimilarity = defineLoss({
  name: 'loss.cosineSimilarity',
  about: 'The cosine of two sentence embeddings is the score of the pair',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  options: options({
    onto: [described(pair, "What the column's declared range is mapped onto, linearly"), [0, 1]],
    error: [described(error, 'How the difference between cosine and score counts'), 'squared'],
    transform: [described(transform, 'What is done to the cosine before it is compared'), 'identity'],
  }),
  rules: [
    ['onto', 'each is within 1', 0, '{stage}: onto is {onto}; a cosine lies between -1 and 1, so choose from these'],
    ['onto', 'rises', 0, '{stage}: onto is {onto}: write the least number first'],
  ],
  prepare: {
    score: (value, kind, { onto }) => {
      const [min, max] = (kind as Score).score // the role asks for a score
      const [low, high] = onto as readonly [number, number]
      return low + ((value - min) / (max - min)) * (high - low)
    },
  },
  apply: ({ sentence1, sentence2, score }, { error, transform }) => {
    const similarity = cosine(sentence1, sentence2, 1e-8)
    const difference = tf.sub(transform === 'sigmoid' ? tf.sigmoid(similarity) : similarity, score)
    return error === 'absolute' ? absolute(difference) : tf.square(difference)
  },
})
