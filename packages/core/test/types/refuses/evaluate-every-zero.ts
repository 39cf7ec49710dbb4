/**
 * Why: Between two evaluations there is at least one step.
 * Cure: Choose 1 or more; leave it out to evaluate after each epoch.
 */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 1, evaluateEvery: 0 }),
)
