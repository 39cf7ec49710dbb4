/** Why: Each loss has its own weight. Cure: Write as many weights as losses, or none for 1 each. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.sum({ losses: [loss.triplet(), loss.multipleNegativesRanking()], weights: [1] }),
)
