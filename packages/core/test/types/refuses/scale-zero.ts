/**
 * Why: Every similarity times 0 is 0, so no document is nearer than another.
 * Cure: Leave it out for 20, or write a number above 0.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.multipleNegativesRanking({ scale: 0 }))
