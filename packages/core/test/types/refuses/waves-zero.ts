/** Why: A cosine without a wave never falls. Cure: Choose a number above 0; 0.5 falls once. */
import { pipeline, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, schedule: schedule.cosine({ waves: 0 }) }),
)
