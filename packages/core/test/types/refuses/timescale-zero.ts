/** Why: The steps are divided by it. Cure: Leave it out, or choose a number above 0. */
import { pipeline, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, schedule: schedule.inverseSquareRoot({ timescale: 0 }) }),
)
