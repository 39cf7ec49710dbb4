// tsc speaks for itself
/** Why: A text is no number, even when it looks like one. Cure: Write the number without quotes. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.triplet({ margin: '3' }))
