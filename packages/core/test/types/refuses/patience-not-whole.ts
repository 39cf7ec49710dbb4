/** Why: Evaluations are counted. Cure: Write a whole number. */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 9, best: 'dev.spearman_cosine', patience: 1.5 }),
)
