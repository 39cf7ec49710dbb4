/** Why: An embedding is cut after a whole number of numbers. Cure: Write whole numbers. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: loss.triplet(), dims: [256, 0.5] }))
