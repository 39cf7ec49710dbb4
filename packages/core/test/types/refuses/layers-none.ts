/**
 * Why: Without an earlier layer it is the loss itself.
 * Cure: Draw one layer or more, or write the loss alone.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.adaptiveLayer({ loss: loss.cosineSimilarity(), layersPerStep: 0 }))
