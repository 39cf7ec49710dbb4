/** Why: A text that is both the positive and a negative teaches nothing. Cure: List each column once. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.multipleNegativesRanking({ columns: { negative: ['negative', 'positive'] } }),
)
