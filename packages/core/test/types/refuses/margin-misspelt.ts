// tsc speaks for itself
/** Why: A setting that nobody reads would be ignored without a word. Cure: Write the name that the message suggests. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.triplet({ margn: 3 }))
