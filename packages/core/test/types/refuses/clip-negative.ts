/**
 * Why: It is the largest norm that a gradient may have, and a norm is not negative.
 * Cure: Choose a number above 0; 1 is usual.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, clip: -1 }))
