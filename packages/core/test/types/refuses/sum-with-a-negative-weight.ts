/** Why: A loss of negative weight would be made larger. Cure: Write a number above 0, or leave the loss out. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.sum({ losses: [loss.triplet(), loss.multipleNegativesRanking()], weights: [1, -1] }),
)
