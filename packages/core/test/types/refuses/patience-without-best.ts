/** Why: Patience waits for a metric to improve, and none is named. Cure: Name it as `best`. */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 9, patience: 2 }),
)
