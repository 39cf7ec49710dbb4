/**
 * Why: The least score goes onto the first number, the greatest onto the second.
 * Cure: Write the least number first.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity({ onto: [1, -1] }))
