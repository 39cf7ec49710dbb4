/**
 * Why: No cosine is above 1 or below -1, so such a score could never be met.
 * Cure: Leave it out for 0 to 1, or write `onto: [-1, 1]`.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity({ onto: [0, 5] }))
