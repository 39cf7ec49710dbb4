/**
 * Why: A pipeline ends with training: a second `train` would never be reached.
 * Cure: Keep one, with as many epochs as both had.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1 }), train({ epochs: 1 }))
