/** Why: The lengths are read from the whole to the shortest. Cure: Write the largest first. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: loss.triplet(), dims: [128, 256] }))
