/**
 * Why: This loss compares vectors and never says a class.
 * Cure: Use a loss with a head, as `loss.softmax()`, or another evaluator.
 */
import { defineLoss, evaluate, pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

const agreement = defineLoss({
  name: 'loss.agreement',
  roles: ['sentence1: text', 'sentence2: text'],
  apply: ({ sentence1, sentence2 }) => tf.mean(tf.squaredDifference(sentence1, sentence2), 1),
})

export const refused = pipeline(
  nli,
  sbert,
  agreement({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  evaluate.labels({ on: 'dev', columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
