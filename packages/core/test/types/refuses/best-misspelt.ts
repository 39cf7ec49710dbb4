/** Why: The best model is chosen by a metric, and nobody reports this one. Cure: Write one that the message lists. */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.spearman' }),
)
