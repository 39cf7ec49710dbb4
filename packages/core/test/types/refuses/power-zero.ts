/** Why: With a power of 0 the rate never falls. Cure: Choose a number above 0; 1 is a line. */
import { pipeline, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, schedule: schedule.polynomial({ power: 0 }) }),
)
