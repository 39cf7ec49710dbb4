/** Why: Evaluators run during and after training, so training must know them. Cure: Put it before `train`. */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1 }),
  evaluate.similarity({ on: 'dev' }),
)
