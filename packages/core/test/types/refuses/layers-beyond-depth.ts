/**
 * Why: The encoder has no more outputs before its last one.
 * Cure: Draw as many as the sentence names, or fewer.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.adaptiveLayer({ loss: loss.cosineSimilarity(), layersPerStep: 7 }))
