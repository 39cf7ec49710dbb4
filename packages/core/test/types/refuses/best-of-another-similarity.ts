/**
 * Why: The best model is chosen by a metric, and this evaluator reports those of another similarity.
 * Cure: Write `'dev.spearman_dot'`, or let it report the cosine as well.
 */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', similarity: ['dot'] }),
  train({ epochs: 1, best: 'dev.spearman_cosine' }),
)
