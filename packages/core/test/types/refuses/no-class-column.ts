/**
 * Why: The head learns classes, and the data have a score instead.
 * Cure: Use `loss.cosineSimilarity`, or data with classes.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.softmax())
