/** Why: Each length has its own weight. Cure: Write as many weights as dims, or none for 1 each. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.matryoshka({ loss: loss.triplet(), dims: [256, 128], weights: [1] }),
)
