// tsc speaks for itself
/** Why: A triplet loss knows these three distances. Cure: Choose one of them. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.triplet({ distance: 'chebyshev' }))
