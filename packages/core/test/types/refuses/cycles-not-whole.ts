/** Why: The rate starts again after every cycle. Cure: Choose a whole number. */
import { pipeline, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, schedule: schedule.cosineWithRestarts({ cycles: 1.5 }) }),
)
