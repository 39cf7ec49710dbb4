import { defineLoss, described, options, some, tf } from '@siamese/core'
import * as t from 'io-ts'
import { held } from './held.js'
import { identity, leftOut } from './masks.js'
import { pairwise, type Similarity, similarities, similarity } from './similarity.js'

const direction = t.keyof(
  { 'query to document': null, 'document to query': null, 'query to query': null, 'document to document': null },
  "'query to document', 'document to query', 'query to query' or 'document to document'",
)
type Direction = t.TypeOf<typeof direction>
const partition = t.keyof({ joint: null, 'per direction': null }, "'joint' or 'per direction'")
const hardness = t.keyof(
  { none: null, 'other rows': null, 'own negatives': null, all: null },
  "'none', 'other rows', 'own negatives' or 'all'",
)
type Hardness = t.TypeOf<typeof hardness>

interface Asked {
  readonly scale: number
  readonly similarity: Similarity
  readonly hardness: Hardness
  readonly strength: number
}
interface Texts {
  readonly anchor: tf.Tensor2D
  readonly positive: tf.Tensor2D
  readonly negative: readonly tf.Tensor2D[]
}

/** Scores of what each row is held against, `[rows, candidates]`, a direction each. */
const against: Readonly<Record<Direction, (texts: Texts, asked: Asked) => tf.Tensor2D>> = {
  'query to document': ({ anchor, positive, negative }, { scale, similarity, hardness, strength }) => {
    const alike = similarities[similarity](anchor, tf.concat([positive, ...negative]))
    const scores = tf.mul(alike, scale)
    if (hardness === 'none') return scores as tf.Tensor2D
    const penalty = tf.mul(held(alike), tf.mul(strength, penalised(hardness, positive.shape[0], negative.length)))
    return tf.add(scores, penalty) as tf.Tensor2D
  },
  'document to query': ({ anchor, positive }, { scale, similarity }) =>
    tf.mul(similarities[similarity](positive, anchor), scale) as tf.Tensor2D,
  'query to query': ({ anchor }, { scale, similarity }) =>
    leftOut(tf.mul(similarities[similarity](anchor, anchor), scale), identity(anchor.shape[0])),
  'document to document': ({ positive, negative }, { scale, similarity }) =>
    leftOut(
      tf.mul(similarities[similarity](positive, tf.concat([positive, ...negative])), scale),
      tf.tile(identity(positive.shape[0]), [1, negative.length + 1]),
    ),
}

/** 1 where a candidate is made harder: other rows' documents, or the row's own negatives. */
const penalised = (hardness: Exclude<Hardness, 'none'>, rows: number, negatives: number): tf.Tensor => {
  const own = identity(rows)
  const others = tf.sub(1, own)
  const none = tf.zerosLike(own)
  const [ofPositives, ofNegatives] = {
    'other rows': [others, others],
    'own negatives': [none, own],
    all: [others, tf.onesLike(own)],
  }[hardness] as [tf.Tensor, tf.Tensor]
  return tf.concat([ofPositives, ...Array.from({ length: negatives }, () => ofNegatives)], 1)
}

/**
 * The positive is the nearest of all documents of the batch: ln Σⱼ exp(s·sim(a, dⱼ)) − s·sim(a, p), a value a row; the other rows'
 * positives and negatives are the negatives, so batches matter, and equal texts in one batch are false negatives (`sampler: 'no duplicates'`).
 * `directions` adds candidates, in one sum or `'per direction'`; `hardness` adds strength·sim to negatives, without gradient.
 * Henderson et al. 2017; Source: MultipleNegativesRankingLoss.
 */
export const multipleNegativesRanking = defineLoss({
  name: 'loss.multipleNegativesRanking',
  about: 'The positive is nearest to its anchor among all documents of the batch',
  roles: ['anchor: text', 'positive: text', 'negative…: text'],
  options: options({
    scale: [described(t.number, 'What similarities are multiplied by: the larger, the sharper'), 20],
    similarity: [described(similarity, 'How alike two sentences are'), 'cosine'],
    directions: [described(some(direction), 'What each row is held against'), ['query to document']],
    partition: [described(partition, 'All directions in one sum, or the mean of one for each'), 'joint'],
    hardness: [described(hardness, 'Which negatives weigh more, the more alike they are'), 'none'],
    strength: [described(t.number, 'How much more they weigh for their similarity'), 0],
  }),
  rules: [
    ['scale', 'is positive', 0, '{stage}: scale is {scale}: choose a number above 0'],
    ['strength', '>=', 0, '{stage}: strength is {strength}: choose 0 or more'],
  ],
  smallestBatch: 2,
  compares: 'texts',
  apply: (texts, { directions, partition, ...asked }) => {
    const found = (directions as readonly Direction[]).map(each => against[each](texts, asked))
    const parts = partition === 'joint' ? [tf.concat(found, 1)] : found
    const sums = parts.map(scores => tf.logSumExp(scores, 1))
    const own = tf.mul(pairwise[asked.similarity](texts.anchor, texts.positive), asked.scale)
    return tf.sub(tf.div(tf.addN(sums), sums.length), own)
  },
})
