/** Why: Losses inside losses keep their rules. Cure: Choose lengths up to the width. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  loss.sum({ losses: [loss.matryoshka({ loss: loss.triplet(), dims: [400] })] }),
)
