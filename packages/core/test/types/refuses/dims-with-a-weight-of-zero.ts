/** Why: A length of weight 0 is not learned. Cure: Leave that length out. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.matryoshka({ loss: loss.triplet(), dims: [256, 128], weights: [1, 0] }),
)
