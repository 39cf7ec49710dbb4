/** Why: The rate falls in every cycle, so there is one at least. Cure: Choose 1 or more. */
import { pipeline, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, schedule: schedule.cosineWithRestarts({ cycles: 0 }) }),
)
