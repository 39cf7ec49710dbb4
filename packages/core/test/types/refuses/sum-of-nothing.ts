/** Why: There is nothing to minimise. Cure: Write losses: `losses: [loss.triplet()]`. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.sum({ losses: [] }))
