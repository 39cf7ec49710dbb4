/**
 * Why: Dropout is the share of numbers that are left out.
 * Cure: Choose 0 to 1; leave it out for what the model declares.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, dropout: -0.1 }))
