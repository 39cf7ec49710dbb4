/**
 * Why: Embeddings divided by a negative number point the other way.
 * Cure: Write a number above 0, or 0 to leave the comparison out.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.adaptiveLayer({ loss: loss.cosineSimilarity(), temperature: -0.3 }))
